/// What one person's sheet holds: for each field of the national form the words stored, and which must be asked again.
///
/// An answer to be confirmed again is kept as it was written, and counts for nothing until somebody confirms it.
public struct Answers: Equatable, Sendable, Codable {
    /// Every answer, counted or not. A tick is `["true"]`; several-of holds several words; all others hold one.
    public private(set) var written: [String: [String]]
    /// Fields whose answer waits to be confirmed.
    public private(set) var toConfirm: Set<String>

    public init(_ written: [String: [String]] = [:], toConfirm: Set<String> = []) {
        self.written = written.mapValues { $0.filter { !$0.isBlank } }.filter { !$0.value.isEmpty }
        self.toConfirm = toConfirm.intersection(self.written.keys)
    }

    /// The words that count; empty when there is no answer, or it waits to be confirmed.
    public func counted(_ field: String) -> [String] {
        toConfirm.contains(field) ? [] : written[field] ?? []
    }

    /// The first word that counts, for questions that have one.
    public subscript(field: String) -> String? { counted(field).first }

    public func has(_ field: String) -> Bool { !counted(field).isEmpty }
    public func ticked(_ field: String) -> Bool { self[field] == "true" }

    /// Answers a question anew, which also confirms it. Nothing but blanks takes the answer away.
    public mutating func answer(_ field: String, _ words: [String]) {
        let kept = words.filter { !$0.isBlank }
        written[field] = kept.isEmpty ? nil : kept
        toConfirm.remove(field)
    }

    public mutating func answer(_ field: String, _ word: String) { answer(field, [word]) }

    /// The answer stands as it was written.
    public mutating func confirm(_ field: String) { toConfirm.remove(field) }

    mutating func askAgain(_ fields: [String]) {
        toConfirm.formUnion(fields.filter { written[$0] != nil })
    }
}

extension String {
    var isBlank: Bool { allSatisfy { $0.isWhitespace } }
}
