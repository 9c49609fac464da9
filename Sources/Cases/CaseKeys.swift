import Foundation
public import Keyring
public import Log
public import NeedToKnow
import Vault

/// What a case's sealed words are written and read with: for those who were let in.
///
/// - Warning: have a reason and a look recorded (`Openings`) before anything opened with it is shown.
public struct CaseKeys: Sendable {
    public let record: Record
    public let organisation: Int
    public let keys: RecordKeys

    /// Throws `KeyringError.destroyed` where the people of the case were forgotten.
    public init(_ record: Record, organisation: Int, ring: Keyring) throws {
        self.init(record, organisation: organisation, keys: try ring.keys(record.key))
    }

    public init(_ record: Record, organisation: Int, keys: RecordKeys) {
        self.record = record
        self.organisation = organisation
        self.keys = keys
    }

    /// Sealed JSON, bound to the row of the caller's own table. Throws `VaultError`.
    public func seal(
        _ value: some Encodable, table: String, row: String, column: String = "sealed", version: Int = 1
    ) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try keys.data.seal(
            Array(encoder.encode(value)), at: place(table, row, column, version))
    }

    /// Throws `VaultError.sealBroken` where the bytes were changed or stood elsewhere.
    public func open<Value: Decodable>(
        _ type: Value.Type, _ sealed: [UInt8], table: String, row: String, column: String = "sealed", version: Int = 1
    ) throws -> Value {
        let bytes = try keys.data.open(sealed, at: place(table, row, column, version))
        return try JSONDecoder().decode(Value.self, from: Data(bytes))
    }

    /// As `open`, for a part: a field that a newer version added has its first answer in what an older one sealed.
    func open<P: Part>(part type: P.Type, _ sealed: [UInt8], row: String, version: Int) throws -> P {
        let bytes = Data(try keys.data.open(sealed, at: place("case_part", row, "sealed", version)))
        do {
            return try JSONDecoder().decode(P.self, from: bytes)
        } catch DecodingError.keyNotFound {
            let old = try JSONSerialization.jsonObject(with: bytes) as? [String: Any] ?? [:]
            let new = try JSONSerialization.jsonObject(with: JSONEncoder().encode(P())) as? [String: Any] ?? [:]
            let both = try JSONSerialization.data(withJSONObject: new.merging(old) { $1 })
            return try JSONDecoder().decode(P.self, from: both)
        }
    }

    private func place(_ table: String, _ row: String, _ column: String, _ version: Int) -> SealedPlace {
        SealedPlace(organisation: organisation, table: table, row: row, column: column, version: version)
    }

    /// Says in the ledger, under the case's own key, what was done with it. Never a word of the case itself.
    public func trace(_ did: String, before: Int? = nil, after: Int? = nil, fields: [String] = [], in write: Write) {
        write.trace(
            Trace(did, Record.Kind.caseFile.rawValue, record.id, before: before, after: after, fields: fields),
            under: keys.ledger)
    }
}
