import Calendar
import Foundation

@testable import Referrals

/// 22 November 2026.
let today = Day(daysSinceEpoch: 20_779)
let noon = Instant(today, hour: 12)

/// The same numbers on every run, so that a failure can be seen again.
struct Dice: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: Int) {
        state = UInt64(bitPattern: Int64(seed)) &* 0x9E37_79B9_7F4A_7C15 &+ 1
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

enum GeneratedSheets {
    /// Any answers to any questions, also to those not shown.
    static func any(_ seed: Int) -> Answers {
        var dice = Dice(seed)
        var answers = Answers()
        for question in FormDefinition.newest.questions where Int.random(in: 0..<10, using: &dice) < 8 {
            answers.answer(question.field, sound(question, &dice))
        }
        return answers
    }

    /// Every shown question answered soundly, with the given answers fixed.
    static func complete(_ seed: Int, _ fixed: [String: String]) -> Answers {
        var dice = Dice(seed)
        var answers = Answers()
        let form = FormDefinition.newest
        for _ in 0..<8 {
            let open = form.questions(answers).filter { !answers.has($0.field) }
            for question in open {
                if let word = fixed[question.field] {
                    answers.answer(question.field, word)
                } else if question.required || question.field == "types-of-exploitation-forced-to-work" {
                    answers.answer(question.field, sound(question, &dice))
                }
            }
        }
        return answers
    }

    static func sound(_ question: Question, _ dice: inout Dice) -> [String] {
        switch question.kind {
        case .oneOf, .list: [FormDefinition.newest.values(of: question).randomElement(using: &dice) ?? ""]
        case .severalOf: question.words.filter { $0 == question.words[0] || Bool.random(using: &dice) }
        case .tick: ["true"]
        case .date: ["1990-03-04"]
        case .email: ["team@example.org"]
        case .phone: ["020 7946 0000"]
        case .number: ["2"]
        case .files: ["letter.pdf"]
        case .text, .longText: ["Nothing more is known of this."]
        }
    }
}

/// How many generated cases a property is held to; more by GRANVILLE_TEST_CASES.
func cases(_ usual: Int) -> Int {
    ProcessInfo.processInfo.environment["GRANVILLE_TEST_CASES"].flatMap(Int.init) ?? usual
}
