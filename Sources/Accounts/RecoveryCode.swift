import Crypto
import Vault

/// Codes on paper for the day on which the phone is lost.
enum RecoveryCode {
    static let howMany = 10

    /// `K7QM-2XWD-…`, seven groups of four.
    static func make() -> String { PaperCode.inGroups(PaperCode.make()) }

    static func makeAll() -> [String] { (0..<howMany).map { _ in make() } }

    /// What is stored of a code as somebody typed it, or nil when it cannot be one.
    static func hash(_ typed: String, account: String) -> [UInt8]? {
        guard let plain = PaperCode.read(typed) else { return nil }
        return [UInt8](SHA256.hash(data: Array("granville/recovery/v1\n\(account)\n\(plain)".utf8)))
    }
}
