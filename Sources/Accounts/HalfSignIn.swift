import Calendar
import Crypto
import Foundation
import Vault

/// Between the password and the code: says that the right password was given, to the code page alone.
///
/// Sealed and carried by the form, so there is no session yet that could see anything, and nothing to clean up. It is
/// void after five minutes and when the password changes.
struct HalfSignIn: Sendable, Equatable {
    static let minutes = 5
    private static let aad = Array("granville/sign-in/half/v1".utf8)

    let organisation: Int
    let account: String
    let at: Instant
    /// Of the stored password that was matched.
    let stamp: String

    init(_ login: AccountStore.Login, at now: Instant) {
        organisation = login.organisation
        account = login.account
        at = now
        stamp = Self.stamp(login)
    }

    static func stamp(_ login: AccountStore.Login) -> String {
        Data(SHA256.hash(data: Array(login.stored.utf8)).prefix(16)).base64EncodedString()
    }

    func text(_ sealer: Sealer) throws -> String {
        let plain = "\(organisation)\n\(account)\n\(at.milliseconds)\n\(stamp)"
        return Data(try sealer.seal(Array(plain.utf8), aad: Self.aad)).base64EncodedString()
    }

    /// Nil for what was changed, what is too old, and anything else.
    init?(_ text: String, _ sealer: Sealer, now: Instant) {
        guard text.utf8.count < 1000, let sealed = Data(base64Encoded: text),
            let plain = try? sealer.open([UInt8](sealed), aad: Self.aad)
        else { return nil }
        let parts = String(decoding: plain, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        guard parts.count == 4, let organisation = Int(parts[0]), let milliseconds = Int64(parts[2]) else { return nil }
        self.organisation = organisation
        account = String(parts[1])
        at = Instant(milliseconds: milliseconds)
        stamp = String(parts[3])
        guard now < at.adding(minutes: Self.minutes) else { return nil }
    }
}
