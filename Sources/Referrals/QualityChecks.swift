/// A suggestion about one sheet, after the quality criteria of the first responder toolkit. It never holds anything up.
public struct QualitySuggestion: Equatable, Sendable {
    public enum Check: String, Sendable, Codable, CaseIterable {
        case thinAnswer, copiedText, noDates, noIndicators, thinIndicators, noOpinion, opinionWithoutEvidence
        case unexplainedLateness, unexplainedDoubt, sameContact, undescribedDocuments, noOrder, purposeUnclear
        case referredBecauseTold, gapUnexplained
    }

    public let check: Check
    /// The field to look at; empty for the sheet as a whole.
    public let field: String
    /// A sentence that says what to consider.
    public let words: String
}

/// Reads a sheet as the deciders will, and suggests what would make it stronger.
public enum QualityChecks {
    public static func suggestions(_ answers: Answers, form: FormDefinition = .newest) -> [QualitySuggestion] {
        let shown = form.questions(answers).filter { answers.has($0.field) }
        let texts = shown.filter { $0.kind == .longText }
        return thin(texts, answers) + copied(texts, answers) + dates(shown, answers) + indicators(answers)
            + opinion(shown, answers) + explanations(answers) + contacts(answers) + documents(answers) + wholeSheet(texts, answers)
    }

    /// Shorter answers to these are seldom enough.
    private static let accountFields: Set<String> = [
        "how-did-the-exploitation-start", "what-were-they-required-to-do", "living-conditions", "how-they-were-treated",
        "professional-insight", "where-how-interview-carried-out",
    ]
    private static let fewestWords = 12

    private static func thin(_ texts: [Question], _ answers: Answers) -> [QualitySuggestion] {
        texts.compactMap { question in
            let text = answers[question.field] ?? ""
            let words = words(text)
            if words.count <= 4, ["unknown", "none", "na", "nil", "not known"].contains(words.joined(separator: " ")) {
                return QualitySuggestion(
                    check: .gapUnexplained, field: question.field,
                    words: "“\(question.label)” says that nothing is known. Say why: not asked, did not want to say, did not know?")
            }
            guard accountFields.contains(question.field), words.count < fewestWords else { return nil }
            return QualitySuggestion(
                check: .thinAnswer, field: question.field,
                words: "“\(question.label)” has \(words.count) \(words.count == 1 ? "word" : "words"). Is there more to tell, or a reason for the gap?")
        }
    }

    private static func copied(_ texts: [Question], _ answers: Answers) -> [QualitySuggestion] {
        var first: [String: Question] = [:]
        var found: [QualitySuggestion] = []
        for question in texts {
            for piece in pieces(answers[question.field] ?? "") {
                if let earlier = first[piece], earlier.field != question.field {
                    found.append(
                        QualitySuggestion(
                            check: .copiedText, field: question.field,
                            words: "“\(question.label)” repeats what stands in “\(earlier.label)”. Each box is read with the others: once is enough."))
                    break
                }
                first[piece] = first[piece] ?? question
            }
        }
        return found
    }

    /// Sentences long enough that nobody writes them twice by chance.
    private static func pieces(_ text: String) -> [String] {
        text.split(whereSeparator: { ".!?\n\r".contains($0) || $0 == "\r\n" })
            .map { words(String($0)).joined(separator: " ") }
            .filter { $0.count >= 60 }
    }

    private static func dates(_ shown: [Question], _ answers: Answers) -> [QualitySuggestion] {
        shown.filter { $0.field.hasPrefix("when-did-the-exploitation-take-place") }.compactMap { question in
            let text = answers[question.field] ?? ""
            let hasYear = words(text).contains { $0.utf8.count == 4 && (1900...2099).contains(Int($0) ?? 0) }
            guard !hasYear else { return nil }
            return QualitySuggestion(
                check: .noDates, field: question.field,
                words: "“\(question.label)” names no year. The nearest month, season or event helps to put the account in order.")
        }
    }

    private static func indicators(_ answers: Answers) -> [QualitySuggestion] {
        let field = "modern-slavery-indicators"
        if answers[field] == "no" {
            return [
                QualitySuggestion(
                    check: .noIndicators, field: field,
                    words: "The sheet says that no signs were seen. Go through the list of signs once more: a referral rests on them.")
            ]
        }
        guard let text = answers["modern-slavery-indicators-details"], words(text).count < fewestWords else { return [] }
        return [
            QualitySuggestion(
                check: .thinIndicators, field: "modern-slavery-indicators-details",
                words: "List every sign that was seen, with when and by whom. Missing signs are a common reason for refusal.")
        ]
    }

    private static func opinion(_ shown: [Question], _ answers: Answers) -> [QualitySuggestion] {
        let field = "professional-insight"
        guard let text = answers[field] else {
            return shown.isEmpty ? [] : [
                QualitySuggestion(
                    check: .noOpinion, field: field, words: "Your professional opinion is missing. Say what you think happened, and why.")
            ]
        }
        let words = words(text)
        if !words.contains(where: ["because", "since", "as", "saw", "seen", "observed", "told", "said", "shows", "showed"].contains) {
            return [
                QualitySuggestion(
                    check: .opinionWithoutEvidence, field: field,
                    words: "Your opinion names no reason. Say what you saw or heard that leads you to it.")
            ]
        }
        let told = ["asked to refer", "told to refer", "was told to", "manager asked", "instructed to"]
        let isBecauseTold = told.contains(where: words.joined(separator: " ").contains)
        return isBecauseTold
            ? [
                QualitySuggestion(
                    check: .referredBecauseTold, field: field,
                    words: "The sheet says that somebody asked for the referral. Give your own judgement: the decider relies on it.")
            ] : []
    }

    private static func explanations(_ answers: Answers) -> [QualitySuggestion] {
        var found: [QualitySuggestion] = []
        if let text = answers["why-report-now"], words(text).count < 6 {
            found.append(
                QualitySuggestion(
                    check: .unexplainedLateness, field: "why-report-now",
                    words: "The account comes late and little is said of why. Fear, debt, shame or language, if so, should be named."))
        }
        if let text = answers["evidence-of-dishonesty-details"], words(text).count < fewestWords {
            found.append(
                QualitySuggestion(
                    check: .unexplainedDoubt, field: "evidence-of-dishonesty-details",
                    words: "A doubt is named. Say also what may explain it, such as trauma, fear or an interpreter's mistake."))
        }
        return found
    }

    private static func contacts(_ answers: Answers) -> [QualitySuggestion] {
        let second = answers["fr-alternative-contact"]?.lowercased() ?? ""
        let own = [answers["fr-details-first-name"], answers["fr-details-last-name"]].compactMap { $0?.lowercased() }
        guard !second.isEmpty, own.count == 2, own.allSatisfy({ second.prefix { $0 != "@" }.contains($0) }) else { return [] }
        return [
            QualitySuggestion(
                check: .sameContact, field: "fr-alternative-contact",
                words: "The second contact seems to be you. Give somebody who answers while you are away.")
        ]
    }

    private static func documents(_ answers: Answers) -> [QualitySuggestion] {
        let field = "what-evidence-you-will-submit"
        guard answers.has("upload-file"), let text = answers[field],
            !words(text).contains(where: { $0.contains(where: \.isNumber) })
        else { return [] }
        return [
            QualitySuggestion(
                check: .undescribedDocuments, field: field, words: "Documents are described without a date. Give each its date and what it shows.")
        ]
    }

    private static func wholeSheet(_ texts: [Question], _ answers: Answers) -> [QualitySuggestion] {
        var found: [QualitySuggestion] = []
        let start = years(answers["how-did-the-exploitation-start"] ?? "")
        if start != start.sorted() {
            found.append(
                QualitySuggestion(
                    check: .noOrder, field: "how-did-the-exploitation-start",
                    words: "The years in this answer go back and forth. Told from first to last, an account is easier to believe."))
        }
        if !texts.isEmpty, ExploitationKind.ticked(answers).isEmpty, !answers.has("other-exploitation-details") {
            found.append(
                QualitySuggestion(
                    check: .purposeUnclear, field: "",
                    words: "What the person was exploited for is not clear. Tick its kind and say what they had to do."))
        }
        return found
    }

    private static func years(_ text: String) -> [Int] {
        words(text).compactMap { word in word.utf8.count == 4 ? Int(word).flatMap { (1900...2099).contains($0) ? $0 : nil } : nil }
    }

    private static func words(_ text: String) -> [String] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }
}
