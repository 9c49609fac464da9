import Calendar
import Testing
@testable import Accounts

@Suite("Codes of an app")
struct OneTimeCodeTests {
    /// RFC 6238 appendix B and RFC 4226 appendix D use this secret.
    static let secret = Array("12345678901234567890".utf8)

    @Test("the codes of RFC 6238, appendix B, come out", arguments: [
        (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"),
        (2_000_000_000, "279037"), (20_000_000_000, "353130"),
    ])
    func rfc6238(seconds: Int, code: String) {
        let now = Instant(milliseconds: Int64(seconds) * 1000)
        #expect(OneTimeCode.code(secret: Self.secret, step: OneTimeCode.step(at: now)) == code)
    }

    @Test("the codes of RFC 4226, appendix D, come out")
    func rfc4226() {
        let codes = (0..<10).map { OneTimeCode.code(secret: Self.secret, step: $0) }
        #expect(codes == [
            "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489",
        ])
    }

    @Test("a clock may be one step off, not two, and a step that was used is over with those before it")
    func window() {
        let now = Instant(milliseconds: 1_795_348_815_000)
        let present = OneTimeCode.step(at: now)
        func found(_ offset: Int, after last: Int = 0) -> Int? {
            OneTimeCode.step(
                of: OneTimeCode.code(secret: Self.secret, step: present + offset), secret: Self.secret, now: now,
                after: last)
        }
        #expect(found(-2) == nil && found(2) == nil)
        #expect(found(-1) == present - 1 && found(0) == present && found(1) == present + 1)
        #expect(found(0, after: present) == nil && found(-1, after: present) == nil)
        #expect(found(1, after: present) == present + 1)
    }

    @Test("what is no code opens nothing", arguments: ["", "1", "28708", "2870822", "28708a", "２８７０８２", "٢٨٧٠٨٢"])
    func noCode(text: String) {
        let now = Instant(milliseconds: 59_000)
        #expect(OneTimeCode.step(of: OneTimeCode.digits(in: text), secret: Self.secret, now: now, after: 0) == nil)
    }

    @Test("digits may be typed in groups")
    func groups() {
        #expect(OneTimeCode.digits(in: "287 082") == "287082" && OneTimeCode.digits(in: " 287-082\n") == "287082")
    }

    @Test("bytes become the letters of RFC 4648, section 10", arguments: [
        ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"),
        ("foobar", "MZXW6YTBOI"),
    ])
    func base32(text: String, letters: String) {
        #expect(Base32.text(Array(text.utf8)) == letters)
    }

    @Test("the link for an app names program, person and secret, and holds no letter that would end it")
    func link() {
        #expect(OneTimeCode.link(secret: Self.secret, login: "jo@example.org") == """
            otpauth://totp/Granville:jo@example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Granville
            """)
        #expect(OneTimeCode.link(secret: [0], login: "a b&c=#é/?").hasPrefix("otpauth://totp/Granville:a%20b%26c%3D%23%C3%A9%2F%3F?"))
    }

    @Test("recovery codes are ten, all different, and read back however they are typed")
    func recovery() throws {
        let codes = RecoveryCode.makeAll()
        #expect(Set(codes).count == 10 && codes.allSatisfy { $0.count == 34 })
        let code = codes[0]
        let hash = try #require(RecoveryCode.hash(code, account: "a"))
        #expect(hash.count == 32)
        let ways = [
            code.lowercased(), code.replacing("-", with: " "), " \(code)\n", code.replacing("-", with: ""),
            code.replacing("0", with: "O").replacing("1", with: "l"), code.replacing("-", with: "–"),
        ]
        for typed in ways { #expect(RecoveryCode.hash(typed, account: "a") == hash, "\(typed)") }
        #expect(RecoveryCode.hash(code, account: "b") != hash, "another account's is another")
        for typed in ["", String(code.dropLast()), code + "0", code.replacing("-", with: "_")] {
            #expect(RecoveryCode.hash(typed, account: "a") == nil)
        }
    }

    @Test("a browser is named in coarse words", arguments: [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36", "Chrome on Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1", "Safari on iPhone"),
        ("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36", "Chrome on Android"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.0 Safari/605.1.15", "Safari on Mac"),
        ("", "An unknown browser"), ("curl/8.0", "An unknown browser"), ("<script> Linux", "An unknown browser on Linux"),
    ])
    func device(agent: String, words: String) {
        #expect(Device.words(userAgent: agent) == words)
    }
}
