import Calendar
public import Pages

/// One sealed piece of a case: a person, a vehicle, a reference.
///
/// Its fields are one table, out of which come the form, the page, what changed, and what identifies somebody.
public protocol Part: Codable, Equatable, Sendable {
    init()
    static var kind: PartKind { get }
    static var fields: [PartField<Self>] { get }
    /// What it is called on pages of the opened case, never elsewhere.
    var title: String { get }
    /// Fields that are lists; most have none.
    mutating func readLists(_ form: FormData, _ problems: inout Problems)
    func fillLists(_ form: inout Form)
    var listFacts: [PartFact] { get }
}

extension Part {
    public mutating func readLists(_ form: FormData, _ problems: inout Problems) {}
    public func fillLists(_ form: inout Form) {}
    public var listFacts: [PartFact] { [] }
}

/// The word for a kind of part in the database and in addresses.
public enum PartKind: String, CaseIterable, Sendable {
    case person, suspect, stay, support, place, vehicle, organisation, reference

    /// "a person".
    public var words: String {
        switch self {
        case .person: "a person"
        case .suspect: "a suspected exploiter"
        case .stay: "where somebody stays"
        case .support: "a need or support"
        case .place: "a place"
        case .vehicle: "a vehicle"
        case .organisation: "an organisation"
        case .reference: "a reference"
        }
    }

    /// Belongs to one person of the case.
    public var hasParent: Bool { self == .stay || self == .support || self == .reference }
}

/// What a field may give away, so that a text can be screened for it.
public enum IdentifierKind: String, Sendable {
    case name, birth, address, contact, number
}

/// One field of a part: its words, its box, and how it is read and set.
public struct PartField<Whole: Sendable>: Sendable {
    enum Box: Sendable {
        case line, words, day
        case choice([(value: String, words: String)])
    }

    let name: String
    let label: String
    let hint: String?
    let box: Box
    let identifies: IdentifierKind?
    let get: @Sendable (Whole) -> String
    let set: @Sendable (inout Whole, String) -> Void

    static func line(
        _ name: String, _ label: String, _ path: any WritableKeyPath<Whole, String> & Sendable, hint: String? = nil,
        identifies: IdentifierKind? = nil
    ) -> PartField {
        PartField(
            name: name, label: label, hint: hint, box: .line, identifies: identifies, get: { $0[keyPath: path] },
            set: { $0[keyPath: path] = $1 })
    }

    static func words(
        _ name: String, _ label: String, _ path: any WritableKeyPath<Whole, String> & Sendable, hint: String? = nil,
        identifies: IdentifierKind? = nil
    ) -> PartField {
        PartField(
            name: name, label: label, hint: hint, box: .words, identifies: identifies, get: { $0[keyPath: path] },
            set: { $0[keyPath: path] = $1 })
    }

    static func choice<Answer: Worded>(
        _ name: String, _ label: String, _ path: any WritableKeyPath<Whole, Answer> & Sendable, hint: String? = nil
    ) -> PartField {
        PartField(
            name: name, label: label, hint: hint, box: .choice(Answer.allCases.map { ($0.rawValue, $0.words) }),
            identifies: nil, get: { $0[keyPath: path].rawValue },
            set: { whole, text in if let answer = Answer(rawValue: text) { whole[keyPath: path] = answer } })
    }

    static func code(
        _ name: String, _ label: String, _ path: any WritableKeyPath<Whole, String> & Sendable, hint: String? = nil,
        _ choices: [(value: String, words: String)]
    ) -> PartField {
        PartField(
            name: name, label: label, hint: hint, box: .choice(choices), identifies: nil, get: { $0[keyPath: path] },
            set: { whole, text in
                if choices.contains(where: { $0.value == text }) { whole[keyPath: path] = text }
            })
    }

    static func day(
        _ name: String, _ label: String, _ path: any WritableKeyPath<Whole, Day?> & Sendable, hint: String? = nil,
        identifies: IdentifierKind? = nil
    ) -> PartField {
        PartField(
            name: name, label: label, hint: hint, box: .day, identifies: identifies,
            get: { $0[keyPath: path]?.iso ?? "" }, set: { $0[keyPath: path] = Day(iso: $1) })
    }

    /// As it is shown: the words of a choice, a day in full.
    func shown(_ whole: Whole) -> String {
        let value = get(whole)
        return switch box {
        case .line, .words: value
        case .day: Day(iso: value)?.long ?? ""
        case .choice(let choices): choices.first { $0.value == value }?.words ?? ""
        }
    }
}

/// A field as it is shown.
public struct PartFact: Sendable, Equatable {
    public let label: String
    public let words: String
}

extension Part {
    /// All fields in their order, empty ones too.
    public var facts: [PartFact] {
        Self.fields.map { PartFact(label: $0.label, words: $0.shown(self)) } + listFacts
    }

    /// The labels of the fields in which two differ, for the ledger.
    func changed(from old: Self?) -> [String] {
        guard let old else { return [] }
        return zip(old.facts, facts).filter { $0 != $1 }.map(\.1.label)
            + (facts.count == old.facts.count ? [] : ["the list"])
    }

    /// What it says that could tell who somebody is.
    var identifiers: [(kind: IdentifierKind, words: String)] {
        Self.fields.compactMap { field in
            let words = field.box.isDay ? field.get(self) : field.shown(self)
            guard let kind = field.identifies, !words.isEmpty else { return nil }
            return (kind, words)
        }
    }
}

extension PartField.Box {
    var isDay: Bool {
        if case .day = self { return true }
        return false
    }
}

/// Yes, no, or nobody knows: unknown is always an answer.
public enum Known: String, Worded, Codable {
    case notKnown, yes, no

    public var words: String {
        switch self {
        case .notKnown: "Not known"
        case .yes: "Yes"
        case .no: "No"
        }
    }
}
