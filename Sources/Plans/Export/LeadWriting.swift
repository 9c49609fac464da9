/// Writes who leads an action so that reading the cell names the same posts again.
struct LeadWriting {
    /// All abbreviations that the file explains, in the order of the plan's legend and then of first use.
    let legend: [PlanDocument.Post]
    private let titles: [String: String]
    private let reading: LeadReading

    init(_ plan: PlanDocument) {
        var legend: [PlanDocument.Post] = []
        var titles: [String: String] = [:]
        for post in plan.legend + plan.actions.flatMap(\.posts) {
            let key = post.abbreviation.uppercased()
            // A reader knows an abbreviation by its shape; of two titles the first holds.
            guard Letters.isCode(post.abbreviation), !post.title.isEmpty, titles[key] == nil else { continue }
            titles[key] = post.title
            legend.append(post)
        }
        self.legend = legend
        self.titles = titles
        reading = LeadReading(legend: Self.entries(legend))
    }

    private static func entries(_ legend: [PlanDocument.Post]) -> [ImportedPlan.LegendEntry] {
        legend.map { .init(abbreviation: $0.abbreviation, title: $0.title, post: nil, row: 0) }
    }

    /// As somebody wrote it, as long as that names the posts that lead now; else the posts, parted by strokes.
    func lines(_ action: PlanDocument.Action) -> [String] {
        let written = PlanWords.lines(action.lead)
        if action.posts.isEmpty { return posts(in: written).isEmpty ? written : [] }
        if Set(posts(in: written)) == Set(action.posts.map(key)) { return written }
        let names = action.posts.map(name)
        let areCodes = names.allSatisfy { Letters.isCode($0) }
        return [names.joined(separator: areCodes ? "/" : "; ")]
    }

    private func posts(in lines: [String]) -> [String] {
        reading.posts(in: lines.map { CellLine(text: $0) }).names.map { name in
            Words.key(titles[name.uppercased()] ?? name)
        }
    }

    private func key(_ post: PlanDocument.Post) -> String {
        Words.key(titles[post.abbreviation.uppercased()] ?? (post.title.isEmpty ? post.abbreviation : post.title))
    }

    private func name(_ post: PlanDocument.Post) -> String {
        if post.title.isEmpty || titles[post.abbreviation.uppercased()] == post.title { return post.abbreviation }
        return whole(post.title)
    }

    /// A title that would be taken for several posts: signs that look the same and part nothing.
    private func whole(_ title: String) -> String {
        var written = title.replacing("/", with: "\u{2215}").replacing(";", with: "\u{201A}").replacing("|", with: "\u{00A6}")
        let isOne = { (text: String) in reading.posts(in: [CellLine(text: text)]).names.count == 1 }
        if !isOne(written) { written = written.replacing(" and ", with: " and\u{200C} ").replacing(" & ", with: " &\u{200C} ") }
        if !isOne(written) { written = written.replacing(",", with: "\u{201A}") }
        return written
    }
}

/// Writes a level so that reading the cell finds the same level and date again.
struct LevelWriting {
    private let scale: Scale
    private let reader: LevelReader

    init(_ scale: Scale) {
        self.scale = scale
        reader = LevelReader(LevelWords(scale))
    }

    /// "Amber (03/17)".
    func words(_ level: PlanDocument.Level) -> String {
        let name = scale.step(level.key)?.word ?? level.key
        let date = PlanWords.line(level.date.words)
        for words in [PlanWords.line(level.words), "\(name) (\(date))"] where !words.isEmpty && !words.hasSuffix("()") {
            let found = reader.levels(in: words)
            if found.count == 1, found[0].key == level.key, found[0].date.value == level.date.value { return words }
        }
        let long = level.date.long
        return long.isEmpty ? name : "\(name) (\(PlanWords.line(long)))"
    }

    /// True where a cell would be taken for a level.
    func reads(_ words: String) -> Bool { !reader.levels(in: words).isEmpty }
}
