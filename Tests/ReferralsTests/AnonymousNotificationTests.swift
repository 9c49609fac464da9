import Calendar
import Foundation
import Testing

@testable import Referrals

@Suite struct AnonymousNotificationTests {
    static let path = ["pv-under-age": "no", "pv-want-to-submit-nrm": "no", "authorities-cooperation": "no"]
    static let nobody = IdentifierScreen([])

    @Test("the texts that may go out are fields of the form, and none is a name, a birth date, an address or a telephone")
    func fields() {
        for field in AnonymousNotification.TextField.allCases {
            let question = FormDefinition.newest.questions.first { $0.field == field.rawValue }
            #expect(question?.kind.isFreeText == true, "\(field)")
            for word in ["name", "dob", "address", "phone", "email", "post", "street", "contact-details", "other-location", "fr-details"] {
                #expect(!field.rawValue.contains(word), "\(field)")
            }
        }
        let shown = FormDefinition.newest.questions(GeneratedSheets.complete(1, Self.path)).filter(\.kind.isFreeText).map(\.field)
        let left = Set(shown).subtracting(AnonymousNotification.TextField.allCases.map(\.rawValue))
        #expect(left.isSubset(of: ["reference", "where-exploitation-happened-other-uk-other-location",
            "where-exploitation-happened-other-overseas-other-location", "authorities-cooperation-details"]))
    }

    @Test("it is refused for a child, for consent, for a helper of an investigation, and for a sheet with gaps")
    func refusals() {
        func reasons(_ change: [String: String]) -> Int {
            let answers = GeneratedSheets.complete(1, Self.path.merging(change) { $1 })
            do {
                _ = try AnonymousNotification.make(answers, today: today)
                return 0
            } catch {
                return error.reasons.count
            }
        }
        #expect(reasons([:]) == 0)
        #expect(reasons(["pv-under-age": "not-sure"]) == 2)
        #expect(reasons(["pv-want-to-submit-nrm": "yes"]) == 1)
        #expect(reasons(["authorities-cooperation": "yes"]) == 1)
        #expect(throws: AnonymousNotification.Refusal.self) {
            _ = try AnonymousNotification.make(Answers(Self.path.mapValues { [$0] }), today: today)
        }
    }

    @Test("an answer that waits to be confirmed holds it back")
    func cutBack() {
        let before = GeneratedSheets.complete(1, Self.path.merging(["pv-want-to-submit-nrm": "yes"]) { $1 })
        let after = FormDefinition.newest.answered("pv-want-to-submit-nrm", ["no"], in: before)
        #expect(throws: AnonymousNotification.Refusal.self) { _ = try AnonymousNotification.make(after, today: today) }
    }

    @Test("it is ready once each finding is settled, and not before")
    func ready() throws {
        var answers = GeneratedSheets.complete(1, Self.path)
        answers.answer("family", "He calls her Rose.")
        let screen = IdentifierScreen([KnownPerson(role: "the person", names: ["Rose Will"])])
        let notification = try AnonymousNotification.make(answers, today: today)
        let open = screen.findings(in: notification)
        #expect(open.contains { $0.field == "family" && $0.matched == "Rose" })
        #expect(throws: ReadyNotification.NotReady(open: open)) {
            _ = try ReadyNotification.make(notification, screen: screen, settlements: [])
        }
        let settlements = open.compactMap { Settlement($0, because: "The exploiter's word for all of them.") }
        let ready = try ReadyNotification.make(notification, screen: screen, settlements: settlements)
        #expect(ready.settlements == settlements)
        #expect(String(decoding: ready.outgoingText, as: UTF8.self).contains("He calls her Rose."))
    }

    @Test("the final bytes are screened again")
    func guarded() throws {
        let notification = try AnonymousNotification.make(GeneratedSheets.complete(1, Self.path), today: today)
        let form = FormDefinition.newest
        let screen = IdentifierScreen([KnownPerson(role: "the person", names: ["Rose Will"])])
        let clean = ReadyNotification.outgoingText(notification, form: form)
        #expect(ReadyNotification.findings(inOutgoing: clean, of: notification, screen: screen, form: form) == [])
        let late = ReadyNotification.findings(
            inOutgoing: clean + Array("\nRose, 07700 900123".utf8), of: notification, screen: screen, form: form)
        #expect(Set(late.map(\.kind)) == [.name, .telephone])
    }

    @Test("a crime reference always asks")
    func crimeReference() throws {
        let answers = GeneratedSheets.complete(1, Self.path.merging(["reported-to-police": "yes"]) { $1 })
        let notification = try AnonymousNotification.make(answers, today: today)
        #expect(Self.nobody.findings(in: notification).contains { $0.field == "reported-to-police-crime-reference" })
    }

    /// Made of letters and digits that no sentence of ours has, written in many ways.
    static let canaries = KnownPerson(
        role: "the person", names: ["Zuxandra Kvöblington", "Qwenthe"], birthDates: [Day(year: 1987, month: 11, day: 23)].compactMap { $0 },
        addresses: ["77 Xylograph Mews, Ztown"], postcodes: ["ZX9 8QY"], telephones: ["07700 955501"], emails: ["zuxa@kvob.example"],
        accounts: ["zuxa_kv"], references: ["ZK7654321"], vehicles: ["ZX66 QKV"])

    static let spellings = [
        "Zuxandra", "zuxandra", "ZUXANDRA's", "Z u x a n d r a", "Zuxan\u{200D}dra", "Zu\u{301}xandra", "kvoblington", "Kvo\u{308}blington",
        "Zuxandra-Kvöblington", "zkvoblington", "qwenthe", "Qwenthes", "23/11/1987", "23 Nov 87", "1987-11-23", "November 23rd 1987",
        "77 Xylograph Mews", "xylograph mews", "ZX9 8QY", "zx98qy", "07700 955501", "+447700955501", "0 77 00 95 55 01",
        "zuxa@kvob.example", "@zuxa_kv", "zuxa_kv", "ZK7654321", "zk 765 4321", "ZX66 QKV", "zx66qkv",
    ]

    @Test("no notification that is ready holds an identifier of anyone on the case")
    func canaries() throws {
        let form = FormDefinition.newest
        let screen = IdentifierScreen([Self.canaries])
        let seeds = GeneratedSheets.complete(0, Self.path)
        let boxes = form.questions(seeds).filter { AnonymousNotification.TextField(rawValue: $0.field) != nil }.map(\.field)
        let ofReferrals = form.questions.filter { question in
            question.kind.isFreeText && seeds.written[question.field] == nil
                && question.when.terms.contains { $0.words == ["yes"] && $0.field == "pv-want-to-submit-nrm" }
        }
        var held = 0
        for seed in 0..<cases(400) {
            var dice = Dice(seed)
            var answers = seeds
            // Boxes of a referral, filled before the person declined: they must stay behind whatever they hold.
            for question in ofReferrals {
                answers.answer(question.field, Self.spellings.randomElement(using: &dice) ?? "")
            }
            answers.answer("reference", "Zuxandra")
            answers.answer("pv-dob", "1987-11-23")
            answers.answer("where-exploitation-happened-other-uk-other-location", "77 Xylograph Mews")
            let isPlanted = Bool.random(using: &dice)
            if isPlanted, let box = boxes.randomElement(using: &dice), let spelling = Self.spellings.randomElement(using: &dice) {
                answers.answer(box, ["It is said that \(spelling) was seen.", "\(spelling)", "Then (\(spelling)) left"].randomElement(using: &dice) ?? "")
            }
            let notification = try AnonymousNotification.make(answers, today: today)
            do {
                let ready = try ReadyNotification.make(notification, screen: screen, settlements: [])
                #expect(!isPlanted, "seed \(seed)")
                let plain = Self.plain(String(decoding: ready.outgoingText, as: UTF8.self))
                for word in ["zuxa", "kvoblington", "qwenthe", "19871123", "23111987", "xylograph", "zx98qy", "955501", "7654321", "zx66"] {
                    #expect(!plain.contains(word), "seed \(seed): \(word)")
                }
            } catch {
                held += 1
                #expect(isPlanted, "seed \(seed): \(error.open.map(\.why))")
            }
        }
        #expect(held > 0)
    }

    /// A second way to fold, not the screen's own.
    private static func plain(_ text: String) -> String {
        text.folding(options: [.diacriticInsensitive, .caseInsensitive, .widthInsensitive], locale: nil)
            .filter { $0.isLetter || $0.isNumber }
    }
}
