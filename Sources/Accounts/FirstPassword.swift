import Calendar
import Synchronization

/// A password that an administrator hands on: four words, good for one sign-in, after which its owner chooses another.
enum FirstPassword {
    static let wordCount = 4

    /// `kettle-orchid-harbour-flint`: 40 bits, enough for one that is guessed at 30 a minute and lives some days.
    static func make(refusedFor reasons: (String) -> [String]) -> String {
        var random = SystemRandomNumberGenerator()
        var password = ""
        repeat {
            password = (0..<wordCount).map { _ in words[Int.random(in: 0..<words.count, using: &random)] }
                .joined(separator: "-")
        } while !reasons(password).isEmpty
        return password
    }
}

/// What is shown once, a first password or recovery codes, between the press that made it and the page that shows it, so
/// that a form pressed twice shows the same. In memory only and for two minutes: afterwards nobody can look it up.
final class ShownOnce: Sendable {
    private struct Given {
        let words: String
        let until: Instant
        var isSaved = false
    }

    private let given = Mutex<[String: Given]>([:])

    private static let seconds = 120

    /// The words of this form: those that an earlier press of it made, or new ones.
    func words(form: String, now: Instant, make: () -> String) -> String {
        given.withLock { given in
            given = given.filter { $0.value.until > now }
            if let earlier = given[form] { return earlier.words }
            let words = make()
            given[form] = Given(words: words, until: now.adding(seconds: Self.seconds))
            return words
        }
    }

    /// The change that this form asked for is made.
    func saved(_ form: String) { given.withLock { $0[form]?.isSaved = true } }

    /// What to show for a form that was pressed before; nil when it was not shown just now.
    func shown(_ form: String, now: Instant) -> String? {
        given.withLock { given in
            guard let found = given[form], found.isSaved, found.until > now else { return nil }
            return found.words
        }
    }
}
