/// How much of a record about people somebody may see.
public enum Sight: Int, Comparable, Sendable {
    /// Not even that it exists: it is in no list, no count and no search.
    case nothing
    /// That it exists, with its reference, days and codes; no word of anyone. May be opened in an emergency.
    case outline
    /// All of it, once they have said why.
    case whole

    public static func < (one: Sight, other: Sight) -> Bool { one.rawValue < other.rawValue }
}

/// Who may see what: by role, team and assignment, and never against a shield.
public enum NeedToKnowRules {
    /// What is known of a viewer beside one record.
    public struct Facts: Sendable, Equatable {
        /// The record names them, or somebody in their line of management.
        public var isShielded = false
        /// It was given to them.
        public var isAssigned = false
        /// It was given to a team of theirs.
        public var isInTeam = false
        public var mayTriage = false
        public var mayOversee = false
        public var mayWork = false
        /// Everyone who triages is shielded from it, or there is nobody who does.
        public var nobodyTriages = false

        public init() {}
    }

    public static func sight(_ facts: Facts) -> Sight {
        if facts.isShielded { return .nothing }
        if facts.mayTriage { return .whole }
        if facts.isAssigned && facts.mayWork { return .whole }
        // Somebody has to be able to act: a concern about the point of contact must not lie unread.
        if facts.mayOversee { return facts.nobodyTriages ? .whole : .outline }
        return facts.isInTeam && facts.mayWork ? .outline : .nothing
    }

    /// Everyone in the line of those named: their managers up to the top, and whom they manage directly.
    /// - Parameter managers: who manages whom, as pairs of account and manager. Circles are allowed and end.
    public static func line(of named: Set<String>, managers: [(account: String, manager: String)]) -> Set<String> {
        var above = named
        var next = named
        while !next.isEmpty {
            next = Set(managers.filter { next.contains($0.account) }.map(\.manager)).subtracting(above)
            above.formUnion(next)
        }
        let below = Set(managers.filter { named.contains($0.manager) }.map(\.account))
        return above.union(below).subtracting(named)
    }
}

/// Why somebody opens a record. The word goes into the ledger with what they write beside it.
public enum Purpose: String, CaseIterable, Sendable {
    case working, triage, supervising, request, reviewing, other

    public var words: String {
        switch self {
        case .working: "I am working on it"
        case .triage: "I am deciding what becomes of it"
        case .supervising: "I supervise the work on it"
        case .request: "A partner or the person themselves has asked"
        case .reviewing: "I am checking its quality"
        case .other: "Another reason"
        }
    }

    /// Whether the word alone says enough.
    public var needsWords: Bool { self == .request || self == .other }
}
