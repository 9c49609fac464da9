internal import Foundation

/// The national form for referrals and notifications as versioned data: its questions in national order.
/// A sheet keeps the version that it answered.
public struct FormDefinition: Sendable {
    public struct Section: Equatable, Sendable, Decodable {
        public let key: String
        public let title: String
    }

    /// The day of the national form that this follows, such as "2026-04-21".
    public let version: String
    public let title: String
    /// Where the facts come from, and when they were last held to it.
    public let source: String
    public let checkedOn: String
    public let sections: [Section]
    public let questions: [Question]
    /// Fields of older sheets that the form no longer reaches.
    public let legacy: [String]
    /// How a stored word is shown.
    public let words: [String: String]
    /// Why the data in the program could not be read; nil when all is well.
    public let unreadable: String?

    /// The newest form that the program holds.
    public static let newest = FormDefinition(json: PackageResources.national_form_json)

    /// The values of a list question, in the form's order.
    public func values(of question: Question) -> [String] {
        question.list.flatMap { ChosenLists.all[$0] } ?? question.words
    }

    /// Shown words of a stored word; list values are shown as they are.
    public func shown(_ word: String) -> String { words[word] ?? word }

    /// The section's title of a question.
    public func section(of question: Question) -> String {
        sections.first { $0.key == question.section }?.title ?? question.section
    }
}

extension FormDefinition {
    /// A form that cannot be read has no questions, and every sheet then has the problem that says so: it never looks
    /// complete.
    init(json: [UInt8]) {
        do {
            self.init(try JSONDecoder().decode(Written.self, from: Data(json)))
        } catch {
            self.init(
                version: "", title: "", source: "", checkedOn: "", sections: [], questions: [], legacy: [], words: [:],
                unreadable: "The program's copy of the national form could not be read: \(error)")
        }
    }

    private struct Written: Decodable {
        let version, title, source, checkedOn: String
        let legacy: [String]
        let sections: [Section]
        let words: [String: String]
        let questions: [Question]
    }

    private init(_ written: Written) {
        self.init(
            version: written.version, title: written.title, source: written.source, checkedOn: written.checkedOn,
            sections: written.sections, questions: written.questions, legacy: written.legacy, words: written.words,
            unreadable: nil)
    }
}
