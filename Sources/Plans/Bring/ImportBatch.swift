public import Calendar

/// One bringing-in of a file: what was given, what the person chose, and whether it was saved or undone.
public struct ImportBatch: Sendable, Hashable {
    public enum State: String, Sendable {
        /// Read and shown; nothing of it is in a plan yet.
        case preview
        case saved, undone
    }

    public let id: String
    /// The plan that it made or changed; nil before it is saved.
    public let plan: String?
    /// The plan's title now; nil before it is saved.
    public let planTitle: String?
    /// The file's name, or "Pasted text".
    public let name: String
    public let state: State
    public let choices: ImportChoices
    /// Nil for the command line.
    public let account: String?
    public let madeAt: Instant
    public let savedAt: Instant?
    public let undoneAt: Instant?

    /// Days after saving on which an import can be undone.
    public static let daysToUndo = 30

    /// The moment from which it can no longer be undone; nil where it is not saved.
    public var undoEnds: Instant? {
        savedAt.map { Instant(milliseconds: $0.milliseconds + Int64(Self.daysToUndo) * 86_400_000) }
    }

    public func canBeUndone(at now: Instant) -> Bool {
        state == .saved && (undoEnds.map { now.milliseconds < $0.milliseconds } ?? false)
    }
}

/// What a person chose for an import, and, once it is saved, which fields of a present plan it changed.
public struct ImportChoices: Sendable, Hashable, Codable {
    /// Nil takes the title that the file gives.
    public var title: String?
    /// The scale's identifier.
    public var scale: String
    /// One a column, from the left; nil as guessed.
    public var fields: [ColumnMap.Field]?
    /// The plan to compare with; nil makes a new one.
    public var into: String?
    /// Numbers of imported actions whose proposed day is put beside the words.
    public var dates: [Int] = []
    /// Whether the statuses read from progress words are taken.
    public var statuses = false
    /// Fields of a present plan as they were and as this import left them, for its undoing.
    public var applied: [AppliedChange] = []
    /// What was written, for the list of imports: "4 themes, 19 objectives".
    public var summary = ""

    public init(scale: Scale = .redAmberGreen) { self.scale = scale.id }
}

/// One field that an import changed in a plan that was there before.
public struct AppliedChange: Sendable, Hashable, Codable {
    var subject: PlanComparison.Proposal.Subject
    var id: String
    var field: String
    /// As stored: identifiers where the field holds them.
    var before: String
    var after: String
    /// What is spoken of, in its own words.
    var words: String
}
