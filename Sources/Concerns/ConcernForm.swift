import Foundation
import Log

/// What a concern is asked for: versioned data. Each concern keeps the version that it answered, and its answers are
/// read with that version's words for ever. A version that was used is never edited; a new one is a new file.
public struct ConcernForm: Sendable, Decodable {
    public struct Question: Sendable, Decodable {
        public enum Kind: String, Sendable, Decodable { case one, several, words }

        public let key: String
        /// In the words of those who read the answer.
        public let label: String
        public let kind: Kind
        /// Characters of an answer in words.
        public let limit: Int?
        public let choices: [Choice]?

        public func words(of value: String) -> String { choices?.first { $0.value == value }?.words ?? value }
    }

    public struct Choice: Sendable, Decodable {
        public let value: String
        public let words: String
        /// Why this answer makes the concern urgent: an `Urgency`.
        public let urgency: String?
        /// The service that this answer leads to.
        public let service: String?
    }

    public let version: String
    public let questions: [Question]

    public func question(_ key: String) -> Question? { questions.first { $0.key == key } }

    /// The version that is asked now.
    public static let present = all[all.count - 1]

    public static func version(_ name: String) -> ConcernForm { all.first { $0.version == name } ?? present }

    /// Oldest first. A file that does not decode gives a form that asks nothing; the program then does not start.
    private static let all = [(try? read(PackageResources.concern_form_2026_11_json)) ?? ConcernForm(version: "", questions: [])]

    /// Why the program must not start, or nil.
    public static var fault: String? {
        all.contains { $0.questions.isEmpty } ? "A version of the concern form that is built in cannot be read." : nil
    }

    private static func read(_ bytes: [UInt8]) throws -> ConcernForm {
        let form = try JSONDecoder().decode(ConcernForm.self, from: Data(bytes))
        for choice in form.questions.flatMap({ $0.choices ?? [] }) {
            if let urgency = choice.urgency, Urgency(rawValue: urgency) == nil {
                throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "no urgency \(urgency)"))
            }
        }
        return form
    }
}

/// Why a concern is more urgent than others, in words. Codes that name nobody.
public enum Urgency: String, CaseIterable, Sendable {
    // The most urgent first.
    case dangerNow, child, hurt, moving, dangerPerhaps, perhapsChild

    public var words: String {
        switch self {
        case .dangerNow: "Somebody is in danger now"
        case .child: "It is about a child"
        case .hurt: "Somebody is hurt or ill"
        case .moving: "They may be moved"
        case .dangerPerhaps: "Somebody may be in danger"
        case .perhapsChild: "It may be about a child"
        }
    }

    /// For the order of the queue: higher first.
    var weight: Int {
        switch self {
        case .dangerNow: 40
        case .child: 20
        case .hurt, .moving: 10
        case .dangerPerhaps, .perhapsChild: 5
        }
    }
}

/// What was answered: for each question its values, in their order. Words stay as they were written.
public struct ConcernAnswers: Sendable, Equatable, Codable {
    public var values: [String: [String]]

    public init(_ values: [String: [String]] = [:]) { self.values = values.filter { !$0.value.isEmpty } }

    public subscript(key: String) -> String {
        get { values[key]?.first ?? "" }
        set { values[key] = newValue.isEmpty ? nil : [newValue] }
    }

    public func all(_ key: String) -> [String] { values[key] ?? [] }

    /// JSON, with keys in order, so that the same answers give the same bytes.
    var encoded: [UInt8] {
        var json = JSONText()
        for (key, values) in values.sorted(by: { $0.key < $1.key }) { json.add(key, values) }
        return json.bytes
    }

    init(decoding bytes: [UInt8]) throws {
        values = try JSONDecoder().decode([String: [String]].self, from: Data(bytes))
    }

    /// Everything that was written in words, for finding who is named.
    public var allWords: String { values.sorted { $0.key < $1.key }.flatMap(\.value).joined(separator: "\n") }
}

/// What follows from answers: pure, from the form's own data.
public enum ConcernRules {
    /// The most urgent reason first.
    public static func urgency(_ answers: ConcernAnswers, _ form: ConcernForm) -> [Urgency] {
        let found = Set(chosen(answers, form).compactMap { $0.urgency.flatMap(Urgency.init(rawValue:)) })
        return Urgency.allCases.filter(found.contains)
    }

    /// Services that the answers lead to, beside the single point of contact who sees all.
    public static func services(_ answers: ConcernAnswers, _ form: ConcernForm) -> [String] {
        var seen: Set<String> = []
        return chosen(answers, form).compactMap(\.service).filter { seen.insert($0).inserted }
    }

    private static func chosen(_ answers: ConcernAnswers, _ form: ConcernForm) -> [ConcernForm.Choice] {
        form.questions.flatMap { question -> [ConcernForm.Choice] in
            let values = answers.all(question.key)
            guard !values.isEmpty, let choices = question.choices else { return [] }
            return choices.filter { values.contains($0.value) }
        }
    }

    /// Answers that are too long or in no list, by question.
    static func faults(_ answers: ConcernAnswers, _ form: ConcernForm) -> [(key: String, words: String)] {
        form.questions.compactMap { question in
            let values = answers.all(question.key)
            switch question.kind {
            case .words:
                guard let limit = question.limit, let value = values.first, value.count > limit else { return nil }
                return (question.key, "Enter at most \(limit.formatted()) characters. You entered \(value.count.formatted())")
            case .one, .several:
                let known = Set((question.choices ?? []).map(\.value))
                return values.allSatisfy(known.contains) ? nil : (question.key, "Select one of the answers")
            }
        }
    }
}
