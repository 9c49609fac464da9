internal import Foundation

/// A notification whose text was screened, with every finding settled by a person. Only this has text to key in.
public struct ReadyNotification: Equatable, Sendable {
    public let notification: AnonymousNotification
    /// The settlements that it stands on, to be kept with it.
    public let settlements: [Settlement]
    /// What is keyed in, box by box in national order, UTF-8.
    public let outgoingText: [UInt8]

    /// Why a notification is not ready.
    public struct NotReady: Error, Equatable, Sendable {
        /// Findings that nobody has settled.
        public let open: [Finding]
    }

    /// Screens each box, and then the final bytes once more, so that nothing that was added on the way goes out.
    public static func make(
        _ notification: AnonymousNotification, screen: IdentifierScreen, settlements: [Settlement],
        form: FormDefinition = .newest
    ) throws(NotReady) -> ReadyNotification {
        let found = screen.findings(in: notification)
        let open = found.filter { finding in !settlements.contains { $0.settles(finding) } }
        guard open.isEmpty else { throw NotReady(open: open) }
        let text = outgoingText(notification, form: form)
        let settled = Set(found.map(\.matched))
        let late = findings(inOutgoing: text, of: notification, screen: screen, form: form)
            .filter { !settled.contains($0.matched) }
        guard late.isEmpty else { throw NotReady(open: late) }
        return ReadyNotification(
            notification: notification, settlements: settlements.filter { one in found.contains(where: one.settles) },
            outgoingText: text)
    }

    /// Each box as a line with its label, the answer below, and an empty line.
    static func outgoingText(_ notification: AnonymousNotification, form: FormDefinition) -> [UInt8] {
        var answers: [String: [String]] = [:]
        for passage in notification.passages { answers[passage.field.rawValue] = [passage.text] }
        for choice in notification.choices { answers[choice.field] = choice.values.map { shown($0, choice.field, form) } }
        let boxes = form.questions.filter { answers[$0.field] != nil && (isForAll($0)) }
        let lines = boxes.map { "\(label($0))\n\((answers[$0.field] ?? []).joined(separator: ", "))\n" }
        return Array(lines.joined(separator: "\n").utf8)
    }

    /// What the screen finds in the final bytes, box by box. Labels and the form's own values are left out: they are
    /// the same for anyone.
    static func findings(
        inOutgoing bytes: [UInt8], of notification: AnonymousNotification, screen: IdentifierScreen, form: FormDefinition
    ) -> [Finding] {
        let labels = Set(form.questions.map(label))
        let values = Set(
            notification.choices.map { choice in choice.values.map { shown($0, choice.field, form) }.joined(separator: ", ") })
        return String(decoding: bytes, as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false)
            .split { labels.contains(String($0)) }
            .map { $0.joined(separator: "\n").trimmingCharacters(in: .newlines) }
            .filter { !values.contains($0) }
            .flatMap { screen.findings(in: $0, field: "") }
    }

    private static func shown(_ word: String, _ field: String, _ form: FormDefinition) -> String {
        word == "true" ? "Yes" : form.shown(word)
    }

    private static func label(_ question: Question) -> String { "\(question.order). \(question.label)" }

    /// Fields of a referral share their names with those of a notification; only the latter are boxes here.
    private static func isForAll(_ question: Question) -> Bool {
        !question.when.terms.contains { $0.field == "pv-want-to-submit-nrm" && $0.words == ["yes"] }
    }
}
