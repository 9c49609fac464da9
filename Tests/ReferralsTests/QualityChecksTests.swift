import Testing

@testable import Referrals

@Suite struct QualityChecksTests {
    static let long = "She was told on the first evening that she owed four thousand pounds for the journey and had to work it off."

    static var good: Answers {
        var answers = GeneratedSheets.complete(1, [
            "pv-under-age": "no", "pv-want-to-submit-nrm": "yes", "modern-slavery-indicators": "yes", "is-this-the-first-chance-to-report": "no",
            "evidence-of-dishonesty": "yes", "potential-victim-exploitative-situation-multiple": "no",
        ])
        for (index, question) in FormDefinition.newest.questions(answers).enumerated() where question.kind == .longText {
            answers.answer(question.field, "In part \(index) of 2024 we noted, because she told us and we saw it, that \(index) people were there at that time.")
        }
        return answers
    }

    @Test("a full sheet raises nothing")
    func full() {
        #expect(QualityChecks.suggestions(Self.good).map(\.words) == [])
    }

    @Test("each weakness of a sheet is named once, where it is", arguments: [
        ("living-conditions", "A room.", QualitySuggestion.Check.thinAnswer), ("family", "Unknown", .gapUnexplained),
        ("when-did-the-exploitation-take-place", "For a long time, nobody knows", .noDates),
        ("modern-slavery-indicators", "no", .noIndicators), ("modern-slavery-indicators-details", "Bruises.", .thinIndicators),
        ("professional-insight", "Clearly a victim of slavery in our firm view, beyond every doubt that one could have here.", .opinionWithoutEvidence),
        ("professional-insight", "I was told to refer by my team, because that is the policy we have had for some years now.", .referredBecauseTold),
        ("why-report-now", "Afraid.", .unexplainedLateness), ("evidence-of-dishonesty-details", "Dates differ.", .unexplainedDoubt),
        ("how-did-the-exploitation-start", "In 2023 she came to the town with him, and in 2021 they had met at a fair in another place.", .noOrder),
        ("types-of-exploitation-forced-to-work", "", .purposeUnclear), ("professional-insight", "", .noOpinion),
    ])
    func weakness(_ field: String, _ word: String, _ check: QualitySuggestion.Check) {
        var answers = Self.good
        answers.answer(field, word)
        let found = QualityChecks.suggestions(answers)
        #expect(found.map(\.check) == [check], "\(found.map(\.words))")
        #expect(found.allSatisfy { $0.field == field || $0.field.isEmpty })
    }

    @Test("text that stands in two boxes is told at the second")
    func copied() {
        var answers = Self.good
        answers.answer("living-conditions", Self.long + " It was cold.")
        answers.answer("how-they-were-treated", "At first well, then not at all, and so on for weeks. " + Self.long.uppercased())
        #expect(QualityChecks.suggestions(answers).map(\.check) == [.copiedText])
        #expect(QualityChecks.suggestions(answers).map(\.field) == ["how-they-were-treated"])
    }

    @Test("the second contact is another person, and documents have dates")
    func contacts() {
        var answers = Self.good
        answers.answer("fr-details-first-name", "Morgan")
        answers.answer("fr-details-last-name", "Okafor")
        answers.answer("fr-alternative-contact", "morgan.okafor@example.org")
        #expect(QualityChecks.suggestions(answers).map(\.check) == [.sameContact])
        answers.answer("fr-alternative-contact", "team@example.org")
        answers.answer("upload-file", "letter.pdf")
        answers.answer("what-evidence-you-will-submit", "A letter of the doctor.")
        #expect(QualityChecks.suggestions(answers).map(\.check) == [.undescribedDocuments])
    }

    @Test("suggestions are the same for the same sheet, and hold nothing up")
    func deterministic() {
        for seed in 0..<cases(200) {
            let answers = GeneratedSheets.any(seed)
            #expect(QualityChecks.suggestions(answers) == QualityChecks.suggestions(answers))
        }
    }
}
