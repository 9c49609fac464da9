import Calendar

/// Guesses what each column holds, from its heading and from what stands in its cells.
struct ColumnGuess {
    let level: LevelReader

    /// As many columns as the table has.
    func map(heading: ImportRow?, rows: [ImportRow], width: Int) -> ColumnMap {
        var profiles = [ColumnProfile](repeating: ColumnProfile(), count: width)
        let step = max(1, rows.count / 200)
        for place in stride(from: 0, to: rows.count, by: step) {
            let filled = rows[place].filled
            // A row with one cell is a theme or the rest of a row: it says nothing about its column.
            guard filled.count > 1 || width == 1 else { continue }
            for cell in filled where cell.column <= width { profiles[cell.column - 1].add(cell, level) }
        }
        var columns = (0..<width).map { place in
            let words = heading?.filled.first { $0.column == place + 1 }?.line ?? ""
            return guess(words, profiles[place])
        }
        nameTheNameless(&columns, profiles)
        settleDoubles(&columns)
        return ColumnMap(columns: columns)
    }

    private func guess(_ heading: String, _ profile: ColumnProfile) -> ColumnMap.Column {
        let said = "The heading is \u{201C}\(heading)\u{201D}"
        guard let match = HeadingWords.match(heading) else {
            guard let (field, confidence, why) = profile.field else {
                return .init(
                    heading: heading, field: .ignore, confidence: profile.count == 0 ? 60 : 10,
                    reason: profile.count == 0 ? "The column is empty." : "Neither heading nor cells say what this is.")
            }
            return .init(heading: heading, field: field, confidence: confidence, reason: why)
        }
        if heading.lowercased().contains("status"), profile.share(profile.levels) > 0.5 {
            return .init(
                heading: heading, field: .level, confidence: 90,
                reason: said + ", and \(profile.said(profile.levels)) hold levels.")
        }
        guard profile.count > 0 else {
            return .init(
                heading: heading, field: match.field, confidence: max(40, match.confidence - 15),
                reason: said + "; its cells are empty.")
        }
        switch match.field {
        case .level:
            return agree(heading, match, profile.levels, profile, "hold levels")
        case .lead:
            return agree(heading, match, profile.codes + profile.roles, profile, "name posts")
        case .deadline:
            if !HeadingWords.isAsWritten(heading), profile.share(profile.dates) < 0.3, profile.averageWords > 6 {
                return .init(
                    heading: heading, field: .timeframe, confidence: 70,
                    reason: said + ", and its cells mix dates with longer words.")
            }
            return agree(heading, match, profile.dates, profile, "hold dates or say when")
        default:
            return .init(heading: heading, field: match.field, confidence: match.confidence, reason: said + ".")
        }
    }

    private func agree(
        _ heading: String, _ match: HeadingWords.Match, _ count: Int, _ profile: ColumnProfile, _ what: String
    ) -> ColumnMap.Column {
        let share = profile.share(count)
        let said = "The heading is \u{201C}\(heading)\u{201D}"
        let tells = " \(profile.said(count)) \(what)."
        if share >= 0.5 {
            return .init(
                heading: heading, field: match.field, confidence: min(99, match.confidence + 5),
                reason: said + ", and" + tells)
        }
        let lowered = share >= 0.2 ? match.confidence - 15 : match.confidence - 35
        return .init(
            heading: heading, field: match.field, confidence: max(20, lowered), reason: said + ", but only" + tells)
    }

    /// Prose without a heading: the first is the objective where it often stays empty below, the next the action.
    private func nameTheNameless(_ columns: inout [ColumnMap.Column], _ profiles: [ColumnProfile]) {
        let taken = Set(columns.map(\.field))
        var wanted: [ColumnMap.Field] = [.objective, .action, .progress, .notes].filter { !taken.contains($0) }
        let prose = columns.indices.filter { columns[$0].field == .ignore && profiles[$0].averageWords >= 3 }
        if prose.count == 1, wanted.contains(.action) { wanted.removeAll { $0 == .objective } }
        for place in prose {
            let field = wanted.isEmpty ? .notes : wanted.removeFirst()
            columns[place].field = field
            columns[place].confidence = 40
            columns[place].reason = "Its cells hold prose, and no other column is the \(field.name.lowercased())."
        }
    }

    /// Where two columns seem to be the same single field, the less sure one becomes notes.
    private func settleDoubles(_ columns: inout [ColumnMap.Column]) {
        let single: Set<ColumnMap.Field> = [.objective, .level, .deadline, .timeframe, .theme, .action, .reference]
        var first: [ColumnMap.Field: Int] = [:]
        for place in columns.indices where single.contains(columns[place].field) {
            let key: ColumnMap.Field = columns[place].field == .timeframe ? .deadline : columns[place].field
            guard let other = first[key] else {
                first[key] = place
                continue
            }
            let loser = columns[place].confidence > columns[other].confidence ? other : place
            if loser == other { first[key] = place }
            let name = columns[loser].field.name.lowercased()
            columns[loser].field = .notes
            columns[loser].confidence = 50
            columns[loser].reason = "Another column looks more like the \(name)."
        }
    }
}

/// What stands in a column's cells, counted.
struct ColumnProfile {
    private(set) var count = 0
    private(set) var levels = 0
    private(set) var dates = 0
    private(set) var codes = 0
    private(set) var roles = 0
    private(set) var numbers = 0
    private var words = 0

    mutating func add(_ cell: ImportCell, _ level: LevelReader) {
        let line = cell.line
        let cellWords = Words.of(line)
        count += 1
        words += cellWords.count
        if cellWords.count <= 8, !level.levels(in: line).isEmpty { levels += 1 }
        if cellWords.count <= 12, isWhen(line) { dates += 1 }
        let parts = line.split(whereSeparator: { " /,;&".contains($0) })
        if !parts.isEmpty, parts.allSatisfy({ Letters.isCode($0) }) {
            codes += 1
        } else if cellWords.count <= 25, LeadReading.holdsRole(line) {
            roles += 1
        }
        if line.utf8.count <= 6, line.utf8.allSatisfy({ Letters.isDigit($0) || $0 == UInt8(ascii: ".") }) {
            numbers += 1
        }
    }

    var averageWords: Double { count == 0 ? 0 : Double(words) / Double(count) }

    func share(_ some: Int) -> Double { count == 0 ? 0 : Double(some) / Double(count) }

    /// "27 of 30 cells".
    func said(_ some: Int) -> String { "\(min(some, count)) of \(count) cells" }

    /// What the cells alone say; nil for prose and for too little.
    var field: (ColumnMap.Field, Int, String)? {
        if share(levels) > 0.6 { return (.level, 85, "\(said(levels)) hold levels.") }
        if share(dates) > 0.5 { return (.deadline, 80, "\(said(dates)) hold dates or say when.") }
        if share(numbers) > 0.7 { return (.reference, 65, "\(said(numbers)) hold numbers.") }
        if share(codes) > 0.5 { return (.lead, 75, "\(said(codes)) hold abbreviations of posts.") }
        if share(codes + roles) > 0.6, averageWords < 20 { return (.lead, 65, "\(said(codes + roles)) name posts.") }
        return nil
    }

    private func isWhen(_ line: String) -> Bool {
        switch Deadline.read(line).deadline.kind {
        case .date, .ongoing, .notApplicable, .repeats: true
        case .waitingOn, .notSet: false
        }
    }
}
