import Calendar
import Testing
@testable import Accounts

@Suite("Passwords")
struct PasswordTests {
    @Test("a stored password matches itself and nothing else")
    func matches() throws {
        let stored = try Password.stored("four words in a row", cost: .cheap, salt: Array(1...16))
        #expect(try Password.matches("four words in a row", stored: stored))
        #expect(try !Password.matches("four words in a rox", stored: stored))
        #expect(try !Password.matches("", stored: stored))
        #expect(!stored.contains("four"))
    }

    @Test("é typed as one letter or as two is the same password")
    func composed() throws {
        let stored = try Password.stored("caf\u{e9} on the corner", cost: .cheap, salt: Array(1...16))
        #expect(try Password.matches("cafe\u{301} on the corner", stored: stored))
    }

    @Test("a stored form that is damaged matches nothing", arguments: [
        "", "scrypt", "scrypt$10$8$1$AAAA$AAAA", "scrypt$99$8$1$AAAA$AAAA", "plain$10$8$1$AAAA$AAAA", "$$$$$",
    ])
    func damaged(stored: String) throws {
        #expect(try !Password.matches("", stored: stored))
    }

    @Test("the stored form is scrypt as RFC 7914 section 12 has it")
    func vector() throws {
        // "password", "NaCl", N = 1024, r = 8, p = 16. The RFC gives 64 bytes; scrypt ends in PBKDF2, whose first 32
        // bytes do not depend on how many are asked for.
        #expect(try Password.matches("password", stored: "scrypt$10$8$16$TmFDbA==$/bq+HJ00cgB4VucZDQHp/nxq18vII3gw53N2Y0s3MWI="))
    }

    @Test("passwords that are guessed first are refused, with the reason", arguments: [
        ("short", "at least"), ("password1234", "common"), ("aaaaaaaaaaaaaaa", "different characters"),
        ("jo.bright-2026!", "your name"), ("Jo Bright is here", "your name"), ("Sallowby rules 4", "organisation"),
        ("passwordpassword", "common"), (String(repeating: "long words ", count: 30), "at most"),
    ])
    func refused(password: String, reason: String) {
        let reasons = Password.reasonsAgainst(
            password, login: "jo.bright@example.org", name: "Jo Bright", organisation: "Sallowby")
        #expect(reasons.contains { $0.contains(reason) }, "\(reasons)")
    }

    @Test("what lists of leaked passwords hold is refused, and what is made of their words", arguments: [
        "1qaz2wsx3edc", "leavemealone", "1Qaz2Wsx3Edc4rfv", "Liverpool2026!", "!!sunshine!!99", "monkeymonkey",
        "dragonmonkey", "football-monkey", "Password.Welcome1", "abcabcabcabc", "safeguarding1", "201720182019",
    ])
    func listed(password: String) {
        #expect(GuessedPasswords.contains(password.lowercased()))
    }

    @Test("what no list holds is taken", arguments: [
        "four words in a row", "kettle lantern orchard seven", "monkey dragon football shadow", "orchid-kettle-flint-heron",
        "monkey8302759163", "tqzv bmwe rrkp", "шесть слов подряд тут", "pass the marmalade",
    ])
    func notListed(password: String) {
        #expect(!GuessedPasswords.contains(password))
    }

    @Test("the list that is built in is whole, and what it refuses is more than three thousand that are long enough")
    func wholeList() {
        let listed = GuessedPasswords.listed
        #expect(listed.count == 5229 && Set(listed).count > 5200)
        #expect(listed.allSatisfy { $0.allSatisfy { !$0.isWhitespace } && $0 == $0.lowercased() })
        // Of the commonest words with a year behind them alone.
        let made = listed.filter { $0.count >= 8 && $0.count < Password.shortest }.map { "\($0)2026" }
        #expect(made.count { $0.count >= Password.shortest && GuessedPasswords.contains($0) } > 1000)
        let doubled = listed.filter { (6..<12).contains($0.count) }.map { "\($0)\($0)" }
        #expect(doubled.count { GuessedPasswords.contains($0) } > 2500)
    }

    @Test("a password that was made is four words of a thousand or more, and never refused")
    func first() {
        #expect(Set(FirstPassword.words).count == FirstPassword.words.count)
        #expect(FirstPassword.words.count >= 1024)
        #expect(FirstPassword.words.allSatisfy { $0.utf8.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) } })
        var seen: Set<String> = []
        for _ in 1...200 {
            let password = FirstPassword.make {
                Password.reasonsAgainst($0, login: "heron@example.org", name: "Otter", organisation: "Willow")
            }
            #expect(password.split(separator: "-").count == 4)
            #expect(!password.contains("heron") && !password.contains("otter") && !password.contains("willow"))
            seen.insert(password)
        }
        #expect(seen.count == 200)
    }

    @Test("a first password can be seen for two minutes after it was set, and not before and not later")
    func shownOnce() {
        let passwords = ShownOnce()
        let now = Instant(milliseconds: 1_000_000)
        #expect(passwords.words(form: "a", now: now, make: { "one" }) == "one")
        #expect(passwords.shown("a", now: now) == nil)
        #expect(passwords.words(form: "a", now: now, make: { "two" }) == "one")
        passwords.saved("a")
        #expect(passwords.shown("a", now: now) == "one")
        let later = now.adding(seconds: 121)
        #expect(passwords.shown("a", now: later) == nil)
        #expect(passwords.words(form: "a", now: later, make: { "three" }) == "three")
        #expect(passwords.shown("a", now: later) == nil)
    }

    @Test("nobody is sent to another site after signing in", arguments: [
        "//evil.example", "///evil.example", "https://evil.example", "http:evil.example", "javascript:alert(1)",
        "/\\evil.example", "\\\\evil.example", "/\t/evil.example", "/\n/evil.example", " //evil.example", "",
        "evil.example", "/plans\r\nSet-Cookie: a=b", "/pl\u{e4}ne", "/\u{2028}/evil.example", "?to=/plans", "/a b",
    ])
    func lures(path: String) {
        #expect(SignIn.safeReturn(path) == nil)
        #expect(SignIn.path(returningTo: path) == "/sign-in")
    }

    @Test("people come back to where they were", arguments: ["/plans", "/plans/7?view=board&q=a%20b", "/posts/1/change", "/a//b"])
    func back(path: String) {
        #expect(SignIn.safeReturn(path) == path)
    }
}
