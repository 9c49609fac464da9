import Calendar
import Testing

@testable import Referrals

@Suite struct SheetRulesTests {
    let form = FormDefinition.newest

    @Test("a child's sheet has the children's services contact, no consent question and no notification", arguments: ["yes", "not-sure"])
    func child(_ age: String) {
        for seed in 0..<cases(500) {
            let answers = form.answered("pv-under-age", [age], in: GeneratedSheets.any(seed))
            let fields = form.questions(answers).map(\.field)
            #expect(fields.contains("local-authority-contacted-about-child-local-authority-name"))
            #expect(!fields.contains("pv-want-to-submit-nrm") && !fields.contains("refuse-nrm"))
            #expect(!fields.contains("does-pv-need-support") && !fields.contains("who-contact") && !fields.contains("pv-contact-details"))
            #expect(fields.contains("pv-name-first-name") && fields.contains("fr-alternative-contact"))
            #expect(form.effective(answers)["pv-want-to-submit-nrm"] == ["yes"])
        }
    }

    @Test("a notification without co-operation asks for no name, birth date, address or telephone")
    func notification() {
        for seed in 0..<cases(500) {
            var answers = GeneratedSheets.any(seed)
            answers.answer("pv-under-age", "no")
            answers.answer("pv-want-to-submit-nrm", "no")
            answers.answer("authorities-cooperation", "no")
            let fields = form.questions(answers).map(\.field)
            #expect(fields.last == "pv-nationality-second")
            for field in fields {
                #expect(!field.hasPrefix("pv-name") && !field.hasPrefix("pv-contact") && !field.hasPrefix("pv-phone"))
                #expect(!field.hasPrefix("fr-details") && field != "pv-dob" && field != "upload-file")
            }
        }
    }

    @Test("no field is shown twice, order is national order, and the same answers give the same sheet")
    func order() {
        for seed in 0..<cases(500) {
            let answers = GeneratedSheets.any(seed)
            let shown = form.questions(answers)
            #expect(Set(shown.map(\.field)).count == shown.count)
            #expect(shown.map(\.order) == shown.map(\.order).sorted())
            #expect(form.questions(answers) == shown)
            #expect(form.missing(answers) == form.missing(answers))
        }
    }

    @Test("a complete sheet of each path lacks nothing and has no problem")
    func complete() {
        for seed in 0..<cases(100) {
            for fixed in [
                ["pv-under-age": "no", "pv-want-to-submit-nrm": "yes"], ["pv-under-age": "no", "pv-want-to-submit-nrm": "no"],
                ["pv-under-age": "yes"], ["pv-under-age": "not-sure"],
            ] {
                let answers = GeneratedSheets.complete(seed, fixed)
                #expect(form.missing(answers).map(\.field) == [])
                #expect(form.problems(answers, today: today) == [])
            }
        }
    }

    @Test("a decision sent to somebody else needs the permission tick")
    func permission() {
        var answers = GeneratedSheets.complete(1, ["pv-under-age": "no", "pv-want-to-submit-nrm": "yes", "who-contact": "someone-else"])
        #expect(form.missing(answers).isEmpty)
        answers.answer("someone-else-permission-check", "")
        #expect(form.missing(answers).map(\.field) == ["someone-else-permission-check"])
        answers.answer("someone-else-permission-check", "false")
        #expect(form.missing(answers).map(\.field) == ["someone-else-permission-check"])
    }

    @Test("what is wrong is said in words with the question's place", arguments: [
        ("pv-dob", "1899-12-31", "after 1 January 1900"), ("pv-dob", "1900-01-01", "after 1 January 1900"),
        ("pv-dob", "2026-11-22", "before today"), ("pv-dob", "2001-02-30", "calendar"),
        ("fr-alternative-contact", "nobody", "email"), ("fr-alternative-contact", "a@b", "email"),
        ("does-pv-have-children-yes-amount", "two", "digits"), ("pv-nationality", "Martian", "not among"),
        ("pv-gender", "other", "not among"), ("pv-phone-number-yes", "call me", "7 to 15 digits"),
        ("details-last-contact", "see https://example.org", "web address"), ("family", String(repeating: "x", count: 15_001), "too long"),
        ("family", "x" + String(repeating: "\n", count: 7_500), "too long"),
    ])
    func problems(_ field: String, _ word: String, _ says: String) throws {
        var answers = GeneratedSheets.complete(
            1, ["pv-under-age": "no", "pv-want-to-submit-nrm": "yes", "does-pv-have-children": "yes", "does-pv-need-support": "yes",
                "pv-phone-number": "yes"])
        answers.answer(field, word)
        let problem = try #require(form.problems(answers, today: today).first)
        #expect(form.problems(answers, today: today).count == 1)
        #expect(problem.field == field && problem.order > 0 && !problem.section.isEmpty)
        #expect(problem.words.contains(says), "\(problem.words)")
    }

    @Test("15,000 characters in every box are taken")
    func longBoxes() {
        var answers = GeneratedSheets.complete(1, ["pv-under-age": "no", "pv-want-to-submit-nrm": "yes"])
        for question in form.questions(answers) where question.kind == .longText {
            answers.answer(question.field, String(repeating: "é", count: 15_000))
        }
        #expect(form.problems(answers, today: today).isEmpty)
    }

    @Test("without a kind of exploitation one question is missing and one problem says so")
    func noKind() {
        var answers = GeneratedSheets.complete(1, ["pv-under-age": "yes"])
        answers.answer("types-of-exploitation-forced-to-work", "")
        #expect(form.missing(answers).map(\.field) == ["types-of-exploitation-forced-to-work"])
        #expect(form.problems(answers, today: today).map(\.words) == ["Tick at least one kind of exploitation."])
        answers.answer("types-of-exploitation-organs-removed", "true")
        #expect(form.missing(answers).isEmpty && form.problems(answers, today: today).isEmpty)
    }
}

@Suite struct CutBackTests {
    let form = FormDefinition.newest

    @Test("changing age or consent keeps every word, counts none of the later ones, and confirming brings them back")
    func cutBack() {
        for seed in 0..<cases(500) {
            let consent = seed % 2 == 0 ? "yes" : "no"
            let before = GeneratedSheets.complete(seed, ["pv-under-age": "no", "pv-want-to-submit-nrm": consent])
            let field = seed % 3 == 0 ? "pv-under-age" : "pv-want-to-submit-nrm"
            let other = field == "pv-under-age" ? "not-sure" : consent == "yes" ? "no" : "yes"
            var after = form.answered(field, [other], in: before)
            #expect(after.written.filter { $0.key != field } == before.written.filter { $0.key != field })
            #expect(Set(form.afterChange(of: field, in: after).map(\.field)) == after.toConfirm)
            #expect(after.toConfirm.contains("pv-gender") && !after.has("pv-gender") && !after.toConfirm.contains("family"))
            #expect(form.missing(after).contains { $0.field == "pv-gender" })
            for field in after.toConfirm { after.confirm(field) }
            #expect(form.answered(field, [before[field] ?? ""], in: after).written == before.written)
        }
    }

    @Test("changing age asks for consent again; the same answer once more, and any other change, asks nothing")
    func quiet() {
        let before = GeneratedSheets.complete(3, ["pv-under-age": "no", "pv-want-to-submit-nrm": "yes"])
        #expect(form.answered("pv-under-age", ["not-sure"], in: before).toConfirm.contains("pv-want-to-submit-nrm"))
        #expect(form.answered("pv-under-age", ["no"], in: before).toConfirm.isEmpty)
        #expect(form.answered("family", ["A sister."], in: before).toConfirm.isEmpty)
    }
}
