import Crypto
@_spi(Recording) import Database
import Vault

/// A time during which keys are wrapped under one secret.
struct Epoch {
    let number: Int
    let secret: [UInt8]

    static func freshSecret() -> [UInt8] { SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) } }

    /// The newest; nil in a new file.
    static func read(_ reader: Reader) throws -> Epoch? {
        try reader.first("SELECT number, secret FROM epoch ORDER BY number DESC LIMIT 1") {
            Epoch(number: try $0.int(0), secret: try $0.bytes(1))
        }
    }

    static func make(_ number: Int, in database: Database) throws -> Epoch {
        let epoch = Epoch(number: number, secret: freshSecret())
        let failures = try database.writeGroup(
            [{ try epoch.insert($0, at: Keyring.milliseconds) }], seal: { _, _ in })
        if let failure = failures.first ?? nil { throw failure }
        return epoch
    }

    func insert(_ transaction: Transaction, at milliseconds: Int64) throws {
        try transaction.execute("""
            INSERT INTO epoch (number, secret, made_at)
            VALUES (\(number), \(secret), \(milliseconds))
            """)
    }

    func sealer(_ root: RootKey) -> Sealer { Sealer(key: root.derive("kek/\(number)", with: secret)) }
}
