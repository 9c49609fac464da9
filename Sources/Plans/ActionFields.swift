import Calendar

/// One field before and after, in the words that the history shows and the as-of view takes back.
struct FieldChange: Sendable, Hashable {
    var field: String
    var before: String
    var after: String
}

/// An action's fields as words and back: the one list behind history, as-of view and "both versions" pages.
enum ActionFields {
    static let names = [
        "action", "outcome", "status", "deadline", "deadline kind", "deadline date", "repeats", "waiting on",
        "check again on", "rhythm",
    ]

    static func words(_ action: Action) -> [String] {
        [
            action.title, action.outcome, action.status.rawValue, action.deadline.words, action.deadline.kind.rawValue,
            action.deadline.day?.iso ?? "", action.deadline.repeats?.code ?? "", action.waitingOn,
            action.checkAgainOn?.iso ?? "", action.rhythm?.code ?? "",
        ]
    }

    static func differences(from old: Action, to new: Action) -> [FieldChange] {
        zip(names, zip(words(old), words(new))).compactMap { name, pair in
            pair.0 == pair.1 ? nil : FieldChange(field: name, before: pair.0, after: pair.1)
        }
    }

    /// Sets one field back to what its words say; a field that an action does not have changes nothing.
    static func set(_ field: String, to words: String, in action: inout Action) {
        switch field {
        case "action": action.title = words
        case "outcome": action.outcome = words
        case "status": action.status = ActionStatus(rawValue: words) ?? action.status
        case "deadline": action.deadline.words = words
        case "deadline kind": action.deadline.kind = Deadline.Kind(rawValue: words) ?? action.deadline.kind
        case "deadline date": action.deadline.day = Day(iso: words)
        case "repeats": action.deadline.repeats = WrittenRepeat(code: words)
        case "waiting on": action.waitingOn = words
        case "check again on": action.checkAgainOn = Day(iso: words)
        case "rhythm": action.rhythm = Rhythm(code: words)
        default: break
        }
    }

    /// How a field's words are shown to a person.
    static func shown(_ field: String, _ words: String) -> String {
        switch field {
        case "status": ActionStatus(rawValue: words)?.word ?? words
        case "deadline kind": Deadline.Kind(rawValue: words)?.name ?? words
        case "deadline date", "check again on": Day(iso: words)?.long ?? "none"
        case "repeats": WrittenRepeat(code: words)?.words ?? "no"
        case "rhythm": Rhythm(code: words)?.words ?? "none"
        default: words.isEmpty ? "nothing" : words
        }
    }
}
