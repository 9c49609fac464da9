import Calendar
public import Documents
import Dispatch

/// A file as read with a person's choices: what the preview shows and what saving writes.
public struct ImportDraft: Sendable {
    public var plan: ImportedPlan
    public var scale: Scale
    public var title: String
    /// Statuses read from progress words, by the number of their action.
    public var statuses: [Int: StatusReading]

    public init(_ document: SourceDocument, _ choices: ImportChoices, name: String) {
        scale = Scale.find(choices.scale)
        let words = LevelWords(scale)
        var map: ColumnMap?
        if let fields = choices.fields {
            // Only what differs from the guess is marked as chosen by a person.
            var chosen = PlanImport.guess(document, scale: words)
            chosen.fields = fields
            map = chosen
        }
        plan = PlanImport.read(document, map: map, scale: words)
        let given = (choices.title ?? plan.title).trimmed
        title = given.isEmpty ? Self.title(fromFile: name) : given
        statuses = [:]
        for action in plan.actions {
            let said = action.parts.filter { $0.kind == .status }.map(\.words) + action.notes
            statuses[action.id] = StatusReading.read(said)
        }
    }

    /// - Throws: `SourceError` where nothing in the file could be a plan, whatever its columns are taken for.
    public func check() throws {
        guard !plan.themes.isEmpty || !plan.objectives.isEmpty || !plan.actions.isEmpty
            || plan.accounting.contains(where: { $0.place == .warning })
        else {
            throw SourceError(
                plan.accounting.isEmpty
                    ? "There are no words in it. Check that it is the right file."
                    : "There is no plan in it: no row or bullet with an objective or an action. Check that it is the right file.")
        }
    }

    /// True where nothing can be saved until the columns say otherwise.
    public var holdsNothing: Bool { plan.objectives.isEmpty && plan.actions.isEmpty }

    /// Proposed days by the number of their action.
    var proposals: [(action: ImportedPlan.Action, day: Day)] {
        plan.actions.compactMap { action in action.proposal.map { (action, $0) } }
    }

    /// "4 themes, 19 objectives, 28 levels (16 with a date), 30 actions".
    public var found: String {
        let counts = plan.counts
        let levels = Self.count(counts.levels, "level")
        let dated = counts.levels > 0 ? "\(levels) (\(counts.levelsWithDate) with a date)" : levels
        return [
            Self.count(counts.themes, "theme"), Self.count(counts.objectives, "objective"), dated,
            Self.count(counts.actions, "action"), Self.count(counts.steps, "step"), Self.count(counts.posts, "post"),
            Self.count(counts.legend, "abbreviation"),
        ].joined(separator: ", ")
    }

    static func count(_ number: Int, _ noun: String, _ plural: String? = nil) -> String {
        "\(number) \(number == 1 ? noun : plural ?? noun + "s")"
    }

    private static func title(fromFile name: String) -> String {
        let bare = name.split(separator: ".").dropLast().joined(separator: ".")
        return bare.isEmpty || name == pastedName ? "Action plan" : bare
    }

    /// What an import is called that came without a file.
    public static let pastedName = "Pasted text"

    /// The scale under which most levels of the document can be read; red, amber, green where none can.
    public static func likelyScale(of document: SourceDocument) -> Scale {
        let counts = Scale.all.map { ($0, PlanImport.read(document, scale: LevelWords($0)).levels.count) }
        var best = (Scale.redAmberGreen, counts.first { $0.0.id == Scale.redAmberGreen.id }?.1 ?? 0)
        for (scale, count) in counts where count > best.1 { best = (scale, count) }
        return best.0
    }
}

extension LevelWords {
    /// The words by which a plan's own text names the scale's levels.
    public init(_ scale: Scale) {
        self = scale.id == Scale.redAmberGreen.id
            ? .redAmberGreen
            : LevelWords(levels: scale.steps.map { Level(key: $0.key, words: [$0.word]) })
    }
}

extension String {
    var trimmed: String { Tidy.trim(self, of: " \t\n\r\u{A0}") }
}

/// Reads files one at a time: the largest takes some hundred megabytes while it is read, and two at once would take twice that.
enum ImportReading {
    private static let queue = DispatchQueue(label: "granville.imports")

    /// A file that was kept: it could be read when it came.
    static func read(_ bytes: [UInt8], name: String, _ choices: ImportChoices) throws -> ImportDraft {
        try queue.sync { try ImportDraft(DocumentReader.read(bytes, name: name), choices, name: name) }
    }

    static func read(
        _ bytes: [UInt8], name: String, _ choices: @escaping @Sendable (SourceDocument) -> ImportChoices
    ) async throws -> (draft: ImportDraft, choices: ImportChoices) {
        try await withCheckedThrowingContinuation { continuation in
            queue.async {
                continuation.resume(with: Result {
                    let document = try DocumentReader.read(bytes, name: name)
                    let chosen = choices(document)
                    let draft = ImportDraft(document, chosen, name: name)
                    try draft.check()
                    return (draft, chosen)
                })
            }
        }
    }
}
