import Foundation
import Testing

@testable import Referrals

/// The facts of the national form as they were read from its source, in a table of their own: field, condition,
/// required, number of options.
struct FormFact {
    let order: Int
    let step, field, widget: String
    let options: Int
    let isList, required: Bool
    let limit: Int?
    let shownWhen: Set<Condition.Term>
    let isReachable: Bool

    /// Rows hold no quoted line breaks; only conditions are quoted.
    init(_ line: Substring) throws {
        var cells: [String] = [""]
        var quoted = false
        for character in line {
            switch character {
            case "\"": quoted.toggle()
            case "," where !quoted: cells.append("")
            default: cells[cells.count - 1].append(character)
            }
        }
        order = try #require(Int(cells[0]))
        (step, field, widget) = (cells[1], cells[2], cells[3])
        options = try #require(Int(cells[4]))
        isList = cells[5] == "list"
        required = cells[6] == "yes"
        limit = Int(cells[7])
        isReachable = cells[10] != "unreachable"
        var parts: [String] = []
        switch cells[10] {
        case "referral": parts.append("pv-want-to-submit-nrm=yes")
        case "referral of an adult": parts += ["pv-want-to-submit-nrm=yes", "pv-under-age=no"]
        default: break
        }
        switch cells[8] {
        case "": break
        case "at least one file uploaded": parts.append("upload-file in (*)")
        case let text where text.hasPrefix("answered only when"): parts.append("pv-under-age=no")
        case let text: parts.append(text)
        }
        if !cells[9].isEmpty { parts.append(cells[9]) }
        shownWhen = parts.isEmpty ? [] : Set(try #require(Condition(parts.joined(separator: " and "))).terms)
    }

    static func all() throws -> [FormFact] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Fixtures/referrals/national-form-facts.csv")
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst().map(FormFact.init)
    }
}

@Suite struct NationalFormTests {
    let form = FormDefinition.newest

    @Test("every reachable field of the national form has its question, condition, duty and options")
    func facts() throws {
        let facts = try FormFact.all()
        #expect(facts.count == 155)
        #expect(form.unreadable == nil)
        #expect(form.questions.map(\.order) == facts.filter(\.isReachable).map(\.order))
        for fact in facts where fact.isReachable {
            let question = try #require(form.questions.first { $0.order == fact.order })
            #expect(question.field == fact.field)
            #expect(question.page == fact.step)
            #expect(question.required == fact.required, "\(fact.field)")
            #expect(Set(question.when.terms) == fact.shownWhen, "\(fact.field)")
            #expect(form.values(of: question).count == fact.options, "\(fact.field)")
            #expect((question.list != nil) == fact.isList)
            if question.kind.isFreeText { #expect(question.limit == fact.limit, "\(fact.field)") }
        }
        #expect(Set(form.legacy) == Set(facts.filter { !$0.isReachable }.map(\.field)))
    }

    @Test("each question has a label and a short hint, each stored word its shown word, each question a known section")
    func words() {
        for question in form.questions {
            #expect(!question.label.isEmpty && question.label.count <= 80, "\(question.field)")
            #expect(question.hint.count <= 120, "\(question.field)")
            #expect(question.words.allSatisfy { form.words[$0] != nil }, "\(question.field)")
            #expect(form.sections.contains { $0.key == question.section })
            #expect(question.kind != .list || !form.values(of: question).isEmpty)
        }
    }

    @Test("a condition reads only questions that come before it")
    func conditionsLookBack() {
        for question in form.questions {
            for term in question.when.terms {
                #expect(form.questions.contains { $0.field == term.field && $0.order < question.order }, "\(question.field)")
            }
        }
    }

    @Test("a form that cannot be read never makes a sheet look complete")
    func unreadable() {
        let broken = FormDefinition(json: Array("{".utf8))
        #expect(broken.problems(Answers(), today: today).count == 1)
    }

    @Test("conditions are read in their three forms and nothing else", arguments: [
        ("a=b", 1), ("a in (b,c)", 1), ("a in (*)", 1), ("a=b and c in (d)", 2),
    ])
    func conditions(_ text: String, _ terms: Int) {
        #expect(Condition(text)?.terms.count == terms)
    }

    @Test("a condition that is not understood is refused", arguments: ["", "a", "a=", "=b", "a in (", "a in ()", "a=b and ", "a==b"])
    func wrongConditions(_ text: String) {
        #expect(Condition(text) == nil)
    }
}
