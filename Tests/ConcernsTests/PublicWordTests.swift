import Concerns
import Pages
import Testing

@Suite("The words of the public form")
struct PublicWordTests {
    private let catalogue = PublicWord.catalogue

    @Test("no text is missing in either language, and both name the same places")
    func complete() {
        #expect(catalogue.faults == [])
    }

    @Test("every Welsh text says that it awaits a translator, and no English one does")
    func marked() {
        #expect(catalogue.awaitingTranslator(in: .welsh) == PublicWord.allCases.count)
        #expect(catalogue.awaitingTranslator(in: .english) == 0)
    }

    @Test("a reader of eleven understands each page, and no sentence has more than 25 words")
    func plain() throws {
        var pages: [String: String] = [:]
        let words = catalogue.words(in: .english)
        for key in PublicWord.allCases {
            let text = words(key, HelpNumbers().values)
            pages[key.rawValue.prefix { $0.isLowercase }.description, default: ""] += text + ".\n"
            for sentence in text.split(whereSeparator: { ".!?".contains($0) }) {
                #expect(ReadingGrade.wordCount(String(sentence)) <= 25, "\(key.rawValue): \(sentence)")
            }
            guard ReadingGrade.wordCount(text) >= 8, let grade = ReadingGrade.of(text) else { continue }
            #expect(grade <= 6, "\(key.rawValue) is grade \(grade): \(text)")
        }
        for (page, text) in pages where ReadingGrade.wordCount(text) >= 20 {
            let grade = try #require(ReadingGrade.of(text))
            #expect(grade <= 6, "\(page) is grade \(grade)")
        }
    }

    @Test("a hint has no full stop at its end and is short")
    func hints() throws {
        for language in Language.allCases {
            for key in PublicWord.allCases where key.rawValue.hasSuffix("Hint") {
                let text = try #require(catalogue.wording(key, in: language)).text
                #expect(!text.hasSuffix(".") && text.count <= 120, "\(key.rawValue) in \(language.tag)")
            }
        }
    }

    @Test("the title that a browser's history keeps says nothing about the subject")
    func neutral() {
        for language in Language.allCases {
            let words = catalogue.words(in: language)
            let kept = [words[.neutralTitle], words[.exitButton]].joined(separator: " ").lowercased()
            for telling in ["slave", "forced", "concern", "victim", "gaeth", "gorfod", "pryder", "dioddef"] {
                #expect(!kept.contains(telling))
            }
        }
    }

    @Test("words that frighten, blame or mean nothing to the public are not used")
    func avoided() throws {
        let avoided = ["please", "invalid", "submit", "illegal", "suspect", "victim", "allegation", "click", "user", "nrm", "n’t", "n't"]
        for key in PublicWord.allCases {
            let text = try #require(catalogue.wording(key, in: .english)).text.lowercased()
            let words = text.split { !$0.isLetter && $0 != "’" && $0 != "'" }
            for word in avoided { #expect(!words.contains { $0 == word || $0.hasSuffix(word) }, "\(key.rawValue): \(word)") }
        }
    }

    @Test("a council's own numbers stand wherever a number is named")
    func numbers() throws {
        var numbers = HelpNumbers()
        numbers.helpline = "01632 960 111"
        let words = catalogue.words(in: .welsh)
        #expect(words(.startHelpline, numbers.values).contains("01632 960 111"))
        let fixed = ["08000", "0800 555"]
        for key in PublicWord.allCases {
            let text = try #require(catalogue.wording(key, in: .english)).text
            for number in fixed { #expect(!text.contains(number), "\(key.rawValue)") }
        }
    }
}
