/// Screens the free text of a notification for whatever may say who somebody is.
///
/// Section 52 forbids what identifies an adult without their consent, alone or together. The screen asks; a person
/// settles each finding, or changes the text.
public struct IdentifierScreen: Sendable {
    private let names: NameScreen
    private let dates: DateScreen
    private let numbers: NumberScreen
    private let addresses: AddressScreen
    private let contacts: ContactScreen

    /// - Parameter people: everybody on the case, exploiters left to the caller's choice.
    public init(_ people: [KnownPerson]) {
        names = NameScreen(people)
        dates = DateScreen(people)
        numbers = NumberScreen(people)
        addresses = AddressScreen(people)
        contacts = ContactScreen(people)
    }

    /// Everything found in one text, from front to back. The same weak finding in one sentence is told once.
    public func findings(in text: String, field: String) -> [Finding] {
        let folded = FoldedText(text)
        let written = DateScreen.dates(folded)
        let all =
            names.findings(folded, field) + dates.findings(folded, field, written)
            + numbers.findings(folded, field, written) + addresses.findings(folded, field)
            + contacts.findings(folded, field)
        return Self.merged(all)
    }

    /// Everything found in a notification, in national order.
    public func findings(in notification: AnonymousNotification) -> [Finding] {
        notification.passages.flatMap { passage in
            var found = findings(in: passage.text, field: passage.field.rawValue)
            if passage.field == .crimeReference, found.allSatisfy({ $0.weight == .possible }) {
                let folded = FoldedText(passage.text)
                found = [
                    folded.finding(
                        passage.field.rawValue, .reference, .likely, 0..<folded.characters.count,
                        "A crime reference leads the police to the person. Send it only where the person agrees or cannot be found by it.")
                ]
            }
            return found
        }
    }

    /// Leaves out what lies within a finding of at least the same weight.
    private static func merged(_ all: [Finding]) -> [Finding] {
        let sorted = all.sorted { left, right in
            if left.weight != right.weight { return left.weight > right.weight }
            if left.range.count != right.range.count { return left.range.count > right.range.count }
            if left.range.lowerBound != right.range.lowerBound { return left.range.lowerBound < right.range.lowerBound }
            return left.kind.rawValue < right.kind.rawValue
        }
        var kept: [Finding] = []
        for finding in sorted {
            let isTold = kept.contains { other in
                (other.range.lowerBound <= finding.range.lowerBound && other.range.upperBound >= finding.range.upperBound)
                    || (finding.weight == .possible && other.range.count == finding.range.count
                        && other.matched == finding.matched && other.sentence == finding.sentence)
            }
            if !isTold { kept.append(finding) }
        }
        return kept.sorted { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }
    }
}
