import Accounts
import Calendar
import Cases
import Database
import NeedToKnow

/// All that stands between a sheet and its sending, gathered from the case as it is now.
struct Readiness: Sendable {
    let missing: [Question]
    let toConfirm: [Question]
    let problems: [SheetProblem]
    /// Why no notification can be made of it, beyond what is missing or wrong.
    let refusal: [String]
    /// Places in a notification's text that nobody has settled.
    let findings: [Finding]
    /// The text that is keyed in; nil for a referral and while something is open.
    let outgoing: String?
    let consentMissing: [String]
    let pathReasons: [String]
    let suggestions: [QualitySuggestion]

    /// - Parameter reporters: those who reported what led to the case; a notification must not name them either.
    /// - Warning: opens everything on the case for a notification: have the look recorded first.
    init(
        _ reader: Reader, _ sheet: Sheet, _ decision: Decision, _ keys: CaseKeys, reporters: [KnownPerson] = [], now: Instant
    ) throws {
        let form = FormDefinition.newest
        let answers = sheet.working
        missing = form.missing(answers)
        toConfirm = form.waiting(answers)
        problems = form.problems(answers, today: now.day)
        suggestions = QualityChecks.suggestions(answers)
        consentMissing = decision.words.consent.missing(now: now)
        pathReasons = PathRules.reasonsAgainstKeyingIn(decision.facts, consentMissing: consentMissing)
        guard sheet.path == .notification else {
            (refusal, findings, outgoing) = ([], [], nil)
            return
        }
        let colleagues = try PeopleOnCase.colleagues(reader, keys.organisation, namedIn: answers)
        let known = try PeopleOnCase.all(reader, keys, about: sheet.person)
        let screen = IdentifierScreen(reporters + colleagues + known)
        do {
            let notification = try AnonymousNotification.make(answers, today: now.day)
            let ready = try ReadyNotification.make(notification, screen: screen, settlements: sheet.contents.settlements)
            (refusal, findings, outgoing) = ([], [], String(decoding: ready.outgoingText, as: UTF8.self))
        } catch let error as AnonymousNotification.Refusal {
            let isOnlyUnfinished = !missing.isEmpty || !toConfirm.isEmpty || !problems.isEmpty
            refusal = isOnlyUnfinished ? [] : error.reasons
            findings = Self.early(screen, answers).filter { found in
                !sheet.contents.settlements.contains { $0.settles(found) }
            }
            outgoing = nil
        } catch let error as ReadyNotification.NotReady {
            (refusal, findings, outgoing) = ([], error.open, nil)
        }
    }

    /// What the check finds in the boxes that are filled already, so that nobody waits for it until the end.
    private static func early(_ screen: IdentifierScreen, _ answers: Answers) -> [Finding] {
        FormDefinition.newest.questions(answers).flatMap { question -> [Finding] in
            guard AnonymousNotification.TextField(rawValue: question.field) != nil, let text = answers[question.field] else {
                return []
            }
            return screen.findings(in: text, field: question.field)
        }
    }

    func facts(_ sheet: Sheet, preparedBy: String, checkedBy: String?, keyedIn: KeyedIn? = nil) -> StepFacts {
        StepFacts(
            path: sheet.path, pathReasons: pathReasons, missing: missing.count, problems: problems.count,
            toConfirm: toConfirm.count, openFindings: findings.count, preparedBy: preparedBy, checkedBy: checkedBy,
            startedAt: sheet.startedAt, keyedIn: keyedIn)
    }
}

/// Everyone and everything on a case that a notification must not tell of.
enum PeopleOnCase {
    static func all(_ reader: Reader, _ keys: CaseKeys, about person: String) throws -> [KnownPerson] {
        let people = Set(try PartReads.people(reader, keys).map(\.id))
        let identifiers = try Identifiers.all(reader, keys)
        let known = Dictionary(grouping: identifiers, by: \.part).sorted { $0.key < $1.key }.map { part, found in
            var one = KnownPerson(
                role: part == person ? "the person" : people.contains(part) ? "another person on the case" : "somebody on the case")
            for identifier in found { one.add(identifier) }
            return one
        }
        return known + [KnownPerson(role: "this case", references: [keys.record.reference])]
    }

    /// Colleagues whose whole name stands in the text, whether they reported or not: who reported is not to be found out.
    static func colleagues(_ reader: Reader, _ organisation: Int, namedIn answers: Answers) throws -> [KnownPerson] {
        let accounts = try AccountStore.list(reader, organisation: organisation).map { (id: $0.id, name: $0.name) }
        let text = AnonymousNotification.TextField.allCases.compactMap { answers[$0.rawValue] }.joined(separator: "\n")
        let found = NamedPeople(accounts).found(in: text)
        return accounts.filter { found.contains($0.id) }.map { KnownPerson(role: "a colleague", names: [$0.name]) }
    }
}

extension KnownPerson {
    mutating func add(_ identifier: Cases.Identifier) {
        let words = identifier.words
        switch identifier.kind {
        case .name: names.append(words)
        case .birth: if let day = Day(iso: words) { birthDates.append(day) }
        case .address:
            addresses.append(words)
            if words.count <= 8, words.contains(where: \.isNumber) { postcodes.append(words) }
        case .contact: addContact(words)
        case .number:
            references.append(words)
            vehicles.append(words)
        }
    }

    /// A box of contacts holds several, of any kind.
    mutating func addContact(_ words: String) {
        for piece in words.split(whereSeparator: { ",;\n\r".contains($0) || $0 == "\r\n" }) {
            let text = piece.trimmed
            if text.contains("@") {
                emails += text.split(whereSeparator: \.isWhitespace).filter { $0.contains("@") }.map(String.init)
            } else if text.filter(\.isNumber).count >= 6 {
                telephones.append(text)
            } else if let account = text.split(separator: ":").last?.trimmed, account.count >= 3 {
                accounts.append(account)
            }
        }
    }
}

extension Substring {
    var trimmed: String {
        var text = drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
