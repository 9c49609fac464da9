public import Documents
import Foundation

/// Brings a plan in from a document: guesses what its columns hold, reads it, and accounts for every word.
///
/// Pure: no database, no clock. Nothing is saved; see `PlanComparison` for what saving would change.
public enum PlanImport {
    /// What each column of the plan's table holds, each guess with its confidence and reason. No columns where the
    /// document has no table.
    public static func guess(_ document: SourceDocument, scale: LevelWords = .redAmberGreen) -> ColumnMap {
        guess(ImportSource(document), scale)
    }

    /// The plan in the document, with warnings for what needs a look and for every word that found no place.
    ///
    /// `map` is the guess as a person changed it; columns beyond it are left out. A document without a table is read by
    /// its headings and bullets.
    public static func read(
        _ document: SourceDocument, map: ColumnMap? = nil, scale: LevelWords = .redAmberGreen
    ) -> ImportedPlan {
        let source = ImportSource(document)
        var reader = PlanReader(scale: scale)
        if source.main == nil {
            reader.readOutline(source)
        } else {
            reader.read(source, settled(map, by: guess(source, scale)))
        }
        reader.finish()
        for warning in document.warnings { reader.note(warning.row, warning.column, warning.message) }
        return accounted(reader.plan, document)
    }

    /// One JSON object with the arrays `themes`, `objectives`, `levels`, `actions`, `steps`, `posts`, `legend` and
    /// `warnings`, keys in alphabetical order; see docs/import.md.
    public static func json(_ plan: ImportedPlan) throws -> String {
        String(decoding: try StableJSON.bytes(plan, .prettyPrinted), as: UTF8.self)
    }

    private static func guess(_ source: ImportSource, _ scale: LevelWords) -> ColumnMap {
        guard let main = source.main else { return ColumnMap(columns: []) }
        return ColumnGuess(level: LevelReader(scale)).map(
            heading: main.heading.map { main.rows[$0] }, rows: source.mainRows, width: main.width)
    }

    /// The person's fields on the document's own headings.
    private static func settled(_ chosen: ColumnMap?, by guess: ColumnMap) -> ColumnMap {
        guard let chosen else { return guess }
        var map = guess
        for place in map.columns.indices {
            if place < chosen.columns.count {
                map.columns[place].field = chosen.columns[place].field
                map.columns[place].confidence = chosen.columns[place].confidence
                map.columns[place].reason = chosen.columns[place].reason
            } else {
                map.columns[place] = .init(
                    heading: map.columns[place].heading, field: .ignore, confidence: 100, reason: ColumnMap.chosen)
            }
        }
        return map
    }

    private static func accounted(_ plan: ImportedPlan, _ document: SourceDocument) -> ImportedPlan {
        var plan = plan
        for entry in plan.notHeld().map(\.entry) {
            let text = plan.accounting[entry].text
            plan.accounting[entry].place = .warning
            plan.accounting[entry].id = plan.warnings.count
            plan.warnings.append(unplaced(plan.accounting[entry].row, plan.accounting[entry].column, text))
        }
        for missing in plan.notEntered(document) {
            let words = missing.words.joined(separator: " ")
            plan.accounting.append(
                Accounted(
                    row: missing.row, column: missing.column, text: words, place: .warning, field: nil,
                    id: plan.warnings.count, isRepeat: false))
            plan.warnings.append(unplaced(missing.row, missing.column, words))
        }
        plan.sortWarnings()
        plan.count()
        return plan
    }

    private static func unplaced(_ row: Int, _ column: Int?, _ words: String) -> ImportedPlan.Warning {
        .init(row: row, column: column, message: "Found no place for \u{201C}\(words)\u{201D}.")
    }
}

extension ImportedPlan {
    /// By row and column; what has no place comes first.
    fileprivate mutating func sortWarnings() {
        let order = warnings.indices.sorted { left, right in
            let (one, other) = (warnings[left], warnings[right])
            return (one.row ?? 0, one.column ?? 0, left) < (other.row ?? 0, other.column ?? 0, right)
        }
        var moved = [Int](repeating: 0, count: order.count)
        for (place, old) in order.enumerated() { moved[old] = place }
        warnings = order.map { warnings[$0] }
        for place in accounting.indices where accounting[place].place == .warning {
            accounting[place].id = accounting[place].id.map { moved[$0] }
        }
    }

    fileprivate mutating func count() {
        counts = Counts(
            themes: themes.count, objectives: objectives.count, levels: levels.count,
            levelsWithDate: levels.count { $0.date.value != .none }, actions: actions.count, steps: steps.count,
            posts: posts.count, legend: legend.count, warnings: warnings.count,
            cells: Set(accounting.map { CellPlace(row: $0.row, column: $0.column) }).count)
    }
}
