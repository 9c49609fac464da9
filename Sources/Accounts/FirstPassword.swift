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

/// First passwords between the press that made them and the page that shows them, so that a form pressed twice shows
/// the same one. In memory only and for two minutes: afterwards nobody can look one up.
final class FirstPasswords: Sendable {
    private struct Given {
        let password: String
        let until: Instant
        var isSaved = false
    }

    private let given = Mutex<[String: Given]>([:])

    private static let seconds = 120

    /// The password of this form: the one that an earlier press of it made, or a new one.
    func password(form: String, now: Instant, make: () -> String) -> String {
        given.withLock { given in
            given = given.filter { $0.value.until > now }
            if let earlier = given[form] { return earlier.password }
            let password = make()
            given[form] = Given(password: password, until: now.adding(seconds: Self.seconds))
            return password
        }
    }

    /// The change that set this form's password is made.
    func saved(_ form: String) { given.withLock { $0[form]?.isSaved = true } }

    /// What to show for a form that was pressed before; nil when its password was not shown just now.
    func shown(_ form: String, now: Instant) -> String? {
        given.withLock { given in
            guard let found = given[form], found.isSaved, found.until > now else { return nil }
            return found.password
        }
    }
}
