import Crypto
import CryptoExtras
import Foundation

/// How hard a password is to guess from its stored form. Source: OWASP Password Storage, scrypt N=2^17, r=8, p=1
/// (128 MiB, about 0.2 s), checked 2026-11-22.
public struct PasswordCost: Hashable, Sendable {
    /// log2 of N.
    let exponent: Int

    public static let real = PasswordCost(exponent: 17)
    /// For tests and demonstration accounts only: their passwords guard nothing.
    public static let cheap = PasswordCost(exponent: 10)
}

enum Password {
    /// Passwords shorter than this are refused. Source: ASVS 5.0 V6.2.1 asks for 8 and advises 15; checked 2026-11-22.
    static let shortest = 12
    static let longest = 200

    /// The stored form: `scrypt$17$8$1$salt$key`, salt and key in base64.
    static func stored(_ password: String, cost: PasswordCost, salt: [UInt8]) throws -> String {
        let key = try derive(password, salt: salt, exponent: cost.exponent, blockSize: 8, parallelism: 1)
        return "scrypt$\(cost.exponent)$8$1$\(Data(salt).base64EncodedString())$\(Data(key).base64EncodedString())"
    }

    /// True when the password made the stored form. Takes the same time whether it matches or not.
    static func matches(_ password: String, stored: String) throws -> Bool {
        let parts = stored.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == "scrypt", let exponent = Int(parts[1]), let blockSize = Int(parts[2]),
            let parallelism = Int(parts[3]), let salt = Data(base64Encoded: String(parts[4])),
            let key = Data(base64Encoded: String(parts[5])), (1...20).contains(exponent)
        else { return false }
        let derived = try derive(
            password, salt: [UInt8](salt), exponent: exponent, blockSize: blockSize, parallelism: parallelism)
        guard derived.count == key.count else { return false }
        return zip(derived, key).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    /// Every reason not to take a new password, as sentences.
    static func reasonsAgainst(_ password: String, login: String, name: String, organisation: String) -> [String] {
        var reasons: [String] = []
        if password.count < shortest { reasons.append("Enter a password of at least \(shortest) characters") }
        if password.count > longest { reasons.append("Enter a password of at most \(longest) characters") }
        let lowered = password.lowercased()
        if Set(lowered).count < 5 { reasons.append("Enter a password with more different characters") }
        let own = [login.split(separator: "@").first.map(String.init) ?? login, name, organisation]
        if own.contains(where: { $0.count > 3 && lowered.contains($0.lowercased()) }) {
            reasons.append("Enter a password that does not hold your name, your sign-in name or your organisation's name")
        }
        if GuessedPasswords.contains(lowered) { reasons.append("Enter a password that is not on the list of common ones") }
        return reasons
    }

    private static func derive(
        _ password: String, salt: [UInt8], exponent: Int, blockSize: Int, parallelism: Int
    ) throws -> [UInt8] {
        let key = try KDF.Scrypt.deriveKey(
            from: Data(password.precomposedStringWithCompatibilityMapping.utf8), salt: salt, outputByteCount: 32,
            rounds: 1 << exponent, blockSize: blockSize, parallelism: parallelism)
        return key.withUnsafeBytes { [UInt8]($0) }
    }
}
