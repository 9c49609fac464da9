public import Documents

struct CellPlace: Hashable {
    var row: Int
    var column: Int?
}

/// Words of one paragraph or cell that are neither in the plan nor in a warning.
public struct UnaccountedWords: Hashable, Sendable {
    public var row: Int
    public var column: Int?
    public var words: [String]
}

extension ImportedPlan {
    /// The proof that no word was lost: empty, or each cell with the words that are missing.
    ///
    /// Two checks, both on words with how often they stand there. Every cell's words are in its entries of
    /// `accounting`; and every entry's words are in the record that it names, the entries of one record taken together.
    public func unaccounted(in document: SourceDocument) -> [UnaccountedWords] {
        notEntered(document) + notHeld().map(\.missing)
    }

    /// Entries whose record lacks words, by their number in `accounting`.
    func notHeld() -> [(entry: Int, missing: UnaccountedWords)] {
        var missing: [(entry: Int, missing: UnaccountedWords)] = []
        let held = WordsHeld(self)
        var bags: [WordsHeld.Target: WordBag] = [:]
        var whole: [WordsHeld.Target: WordBag] = [:]
        for (place, entry) in accounting.enumerated() {
            let target = WordsHeld.Target(entry)
            let words = Words.of(entry.text)
            let lost: [String]
            if entry.isRepeat || target.isShared {
                if whole[target] == nil { whole[target] = held.bag(target) }
                lost = whole[target]?.lacking(words) ?? words
            } else {
                // Taken out of the dictionary while it changes, so that it is not copied.
                var bag = bags.removeValue(forKey: target) ?? held.bag(target)
                lost = words.filter { !bag.take($0) }
                bags[target] = bag
            }
            if !lost.isEmpty { missing.append((place, .init(row: entry.row, column: entry.column, words: lost))) }
        }
        return missing
    }

    /// Words of the source that no entry speaks of.
    func notEntered(_ document: SourceDocument) -> [UnaccountedWords] {
        var entered: [CellPlace: [Int]] = [:]
        for (place, entry) in accounting.enumerated() {
            entered[CellPlace(row: entry.row, column: entry.column), default: []].append(place)
        }
        var bags: [CellPlace: WordBag] = [:]
        var missing: [UnaccountedWords] = []
        func check(_ text: String, _ place: CellPlace) {
            let words = Words.of(text)
            guard !words.isEmpty else { return }
            var bag =
                bags.removeValue(forKey: place) ?? WordBag(entered[place, default: []].map { accounting[$0].text })
            let lost = words.filter { !bag.take($0) }
            bags[place] = bag
            if !lost.isEmpty { missing.append(.init(row: place.row, column: place.column, words: lost)) }
        }
        for block in document.blocks {
            switch block {
            case .paragraph(let paragraph):
                check(paragraph.text, CellPlace(row: paragraph.row, column: nil))
            case .table(let table):
                for row in table.rows {
                    for cell in row.cells where !cell.paragraphs.isEmpty {
                        check(cell.text, CellPlace(row: row.number, column: max(1, cell.column)))
                    }
                }
            }
        }
        return missing
    }
}

extension WordBag {
    init(_ texts: [String]) {
        self.init()
        for text in texts { add(wordsOf: text) }
    }

    /// The words that are not in it as often as they are given.
    func lacking(_ words: [String]) -> [String] {
        var given: [String: Int] = [:]
        return words.filter { word in
            given[word, default: 0] += 1
            return given[word, default: 0] > counts[word, default: 0]
        }
    }
}

/// The words that each record of the plan holds.
private struct WordsHeld {
    struct Target: Hashable {
        var place: Accounted.Place
        var id: Int?

        init(_ entry: Accounted) {
            place = entry.place
            id = entry.id
        }

        /// Kept once however often the source says it.
        var isShared: Bool {
            switch place {
            case .heading, .repeatedHeading, .furniture: true
            default: false
            }
        }
    }

    private let plan: ImportedPlan
    private let steps: [Int: [Int]]
    private let headings: WordBag
    private let furniture: WordBag

    init(_ plan: ImportedPlan) {
        self.plan = plan
        steps = Dictionary(grouping: plan.steps.indices, by: { plan.steps[$0].action })
        headings = WordBag(plan.map.columns.map(\.heading) + plan.headings)
        furniture = WordBag(plan.furniture)
    }

    func bag(_ target: Target) -> WordBag {
        switch (target.place, target.id) {
        case (.heading, _), (.repeatedHeading, _): headings
        case (.furniture, _): furniture
        case (.title, _): WordBag([plan.title])
        case (.introduction, _): WordBag(plan.introduction)
        case (.theme, let id?) where plan.themes.indices.contains(id): theme(plan.themes[id])
        case (.objective, let id?) where plan.objectives.indices.contains(id): objective(plan.objectives[id])
        case (.level, let id?) where plan.levels.indices.contains(id): WordBag([plan.levels[id].words])
        case (.action, let id?) where plan.actions.indices.contains(id): action(plan.actions[id])
        case (.legend, let id?) where plan.legend.indices.contains(id):
            WordBag([plan.legend[id].abbreviation, plan.legend[id].title])
        case (.warning, let id?) where plan.warnings.indices.contains(id): WordBag([plan.warnings[id].message])
        default: WordBag()
        }
    }

    private func theme(_ theme: ImportedPlan.Theme) -> WordBag {
        WordBag([theme.reference, theme.title, theme.purpose])
    }

    private func objective(_ objective: ImportedPlan.Objective) -> WordBag {
        WordBag([objective.reference, objective.text, objective.improvement, objective.outcome] + objective.notes)
    }

    /// The end state that was taken out of a time frame stands in its words as well, and is counted there.
    private func action(_ action: ImportedPlan.Action) -> WordBag {
        let steps = (steps[action.id] ?? []).flatMap { [plan.steps[$0].label, plan.steps[$0].text] }
        let texts = [action.reference, action.text, action.lead, action.deadline.words, action.outcome]
        return WordBag(texts + action.notes + steps)
    }
}
