import Crypto
public import Vault

/// Finds what a colleague reported for that colleague alone: the database holds a code that only the root key makes out
/// of an account, so that whoever has the data does not learn who reported what.
public struct ReporterMark: Sendable {
    private let key: SymmetricKey

    public init(_ root: RootKey) { key = root.derive("mac/reporter") }

    func mark(_ account: String) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: Array(account.utf8), using: key))
    }
}
