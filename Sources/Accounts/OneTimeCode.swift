import Calendar
import Crypto

/// Codes that an authenticator app shows: RFC 6238 with HMAC-SHA1, six digits, a step of 30 seconds, which is what every
/// app takes when a QR code says nothing else. SHA-1's weakness (collisions) does not touch HMAC.
enum OneTimeCode {
    static let seconds = 30
    static let digits = 6
    /// Bytes of a secret: as long as the hash (RFC 4226 section 4, R6 recommends 160 bits).
    static let secretLength = 20

    static func newSecret() -> [UInt8] { (0..<secretLength).map { _ in UInt8.random(in: 0...255) } }

    static func step(at now: Instant) -> Int { Int(now.milliseconds / 1000) / seconds }

    static func code(secret: [UInt8], step: Int) -> String {
        let counter = withUnsafeBytes(of: UInt64(step).bigEndian) { [UInt8]($0) }
        let hash = [UInt8](HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: secret)))
        let offset = Int(hash[hash.count - 1] & 15)
        let number = hash[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } & 0x7fff_ffff
        let text = String(number % 1_000_000)
        return String(repeating: "0", count: digits - text.count) + text
    }

    /// The step whose code this is, or nil. A clock may be one step off either way.
    /// - Parameter last: the last step that was used: it and those before it are over (ASVS 5.0 V6.5.1, checked
    ///   2026-11-22), so that a code that somebody looked at over a shoulder opens nothing.
    static func step(of code: String, secret: [UInt8], now: Instant, after last: Int) -> Int? {
        let given = Array(code.utf8)
        let present = step(at: now)
        var found: Int?
        // All three are computed each time, and compared without a shortcut.
        for step in [present - 1, present, present + 1] {
            let right = Array(self.code(secret: secret, step: max(0, step)).utf8)
            guard given.count == right.count else { continue }
            let differs = zip(given, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) }
            if differs == 0 && step > last && found == nil { found = step }
        }
        return found
    }

    /// The six digits in what somebody typed, who may have put spaces between them.
    static func digits(in text: String) -> String { text.filter { !$0.isWhitespace && $0 != "-" } }

    // MARK: The way into an app

    static let issuer = "Granville"
    /// Bytes of the name in a link: longer ones would make a QR code that a phone cannot read.
    private static let longestLabel = 90

    /// `otpauth://totp/Granville:jo@example.org?secret=…&issuer=Granville`, as apps read it from a QR code.
    static func link(secret: [UInt8], login: String) -> String {
        var label = ""
        for character in login {
            let next = encoded(String(character))
            if label.utf8.count + next.utf8.count > longestLabel { break }
            label += next
        }
        return "otpauth://totp/\(issuer):\(label)?secret=\(Base32.text(secret))&issuer=\(issuer)"
    }

    private static func encoded(_ text: String) -> String {
        var encoded = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"),
                UInt8(ascii: "@"):
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            default: encoded += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return encoded
    }
}
