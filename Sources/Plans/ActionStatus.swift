public import Pages

/// How an action goes, apart from its notes.
public enum ActionStatus: String, CaseIterable, Sendable, Codable {
    case notStarted, onTrack, atRisk, late, done
    /// Done, and must stay true: looked at again on a day.
    case kept
    case stopped

    public var word: String {
        switch self {
        case .notStarted: "Not started"
        case .onTrack: "On track"
        case .atRisk: "At risk"
        case .late: "Late"
        case .done: "Done"
        case .kept: "Done, must stay true"
        case .stopped: "Stopped"
        }
    }

    /// What choosing it means, beside the choice.
    public var hint: String {
        switch self {
        case .notStarted: "Nothing has been done yet"
        case .onTrack: "It will be done by its deadline"
        case .atRisk: "It may not be done by its deadline: say why in the note"
        case .late: "It will not be done by its deadline: say by when in the note"
        case .done: "Done for good"
        case .kept: "Done now; give a day on which to check again"
        case .stopped: "It will not be done: say why in the note"
        }
    }

    public var tone: Tone {
        switch self {
        case .notStarted: .grey
        case .onTrack, .kept: .blue
        case .atRisk: .amber
        case .late: .red
        case .done: .green
        case .stopped: .grey
        }
    }

    public var shape: Shape? {
        switch self {
        case .atRisk: .diamond
        case .late: .triangle
        case .done, .kept: .circle
        case .notStarted, .onTrack, .stopped: nil
        }
    }

    /// Work is still to be done.
    public var isOpen: Bool {
        switch self {
        case .notStarted, .onTrack, .atRisk, .late: true
        case .done, .kept, .stopped: false
        }
    }

    /// Somebody owes something: work, or a look whether it still holds.
    public var isOwed: Bool { isOpen || self == .kept }
}
