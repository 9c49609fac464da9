public import Calendar
public import Database
public import Ledger

extension EntryClass {
    /// This installation vouched for another's ledger, or saw that it could not.
    public static let witness = EntryClass("witness")
}

/// Another's ledger that this installation vouches for, and how far it has seen it.
public struct WitnessedLog: Sendable {
    public let verifier: NoteVerifier
    let organisation: Int
    public let isFollowed: Bool
    /// Entries of the newest checkpoint that was vouched for; 0 where none was.
    public let size: Int
    public let root: Hash
    /// That checkpoint, whole, with our signature behind the ledger's own; empty where there is none.
    public let note: String
    /// Unix seconds of our signature.
    let cosignedAt: Int

    public var cosigned: Instant? { note.isEmpty ? nil : Instant(milliseconds: Int64(cosignedAt) * 1000) }
}

/// A checkpoint that its ledger signed, and that contradicts what the same ledger had signed before.
public struct WitnessedFork: Sendable {
    public let vkey: String
    public let size: Int
    public let note: String
    public let seenAt: Instant
}

/// Which ledgers are vouched for. Keys, not names, tell them apart: the first ledgers of two councils have the same name.
public struct WitnessedLogs: Sendable {
    private let recorder: Recorder

    public init(_ recorder: Recorder) { self.recorder = recorder }

    /// Vouches for this ledger from now on. What was seen of it before counts again. Throws `WitnessFault`.
    public func follow(_ verifier: NoteVerifier, organisation: Int) async throws {
        try await recorder.record(.config, by: Actor(organisation: organisation, account: nil)) { write in
            let known = try Self.find(write.reader, "vkey = \(verifier.vkey)").first
            guard known == nil || known?.organisation == organisation else { throw WitnessFault.otherOrganisation }
            try write.sql.execute("""
                INSERT INTO witness_log
                    (vkey, organisation, origin, is_followed, added_at, size, root, note, cosigned_at)
                VALUES (\(verifier.vkey), \(organisation), \(verifier.name), 1, \(write.now.milliseconds), 0,
                    \(MerkleTree.emptyRoot.bytes), '', 0)
                ON CONFLICT (vkey) DO UPDATE SET is_followed = 1
                """)
            write.trace(Trace("began to vouch for another ledger", "witnessed ledger", verifier.vkey))
        }
    }

    /// What was seen stays, so that nothing older can be vouched for when it is taken up again.
    public func leave(_ verifier: NoteVerifier, organisation: Int) async throws {
        try await recorder.record(.config, by: Actor(organisation: organisation, account: nil)) { write in
            let changed = try write.sql.execute("""
                UPDATE witness_log
                SET is_followed = 0
                WHERE vkey = \(verifier.vkey) AND organisation = \(organisation) AND is_followed = 1
                """)
            guard changed == 1 else { throw WitnessFault.notFollowed }
            write.trace(Trace("no longer vouches for another ledger", "witnessed ledger", verifier.vkey))
        }
    }

    public static func all(_ reader: Reader, organisation: Int) throws -> [WitnessedLog] {
        try find(reader, "organisation = \(organisation)")
    }

    public static func forks(_ reader: Reader, organisation: Int) throws -> [WitnessedFork] {
        try reader.rows("""
            SELECT vkey, size, note, seen_at
            FROM witness_fork
            WHERE organisation = \(organisation)
            ORDER BY vkey, size, root
            """
        ) {
            WitnessedFork(
                vkey: try $0.text(0), size: try $0.int(1), note: try $0.text(2),
                seenAt: Instant(milliseconds: Int64(try $0.int(3))))
        }
    }

    static func find(_ reader: Reader, _ condition: SQL, lock: Bool = false) throws -> [WitnessedLog] {
        let suffix: SQL = lock ? reader.dialect.forUpdate : ""
        return try reader.rows("""
            SELECT vkey, organisation, is_followed, size, root, note, cosigned_at
            FROM witness_log
            WHERE \(condition)
            ORDER BY vkey
            \(suffix)
            """
        ) { row in
            guard let root = Hash(try row.bytes(4)) else { throw WitnessFault.damaged }
            return WitnessedLog(
                verifier: try NoteVerifier(vkey: try row.text(0)), organisation: try row.int(1),
                isFollowed: try row.int(2) == 1, size: try row.int(3), root: root, note: try row.text(5),
                cosignedAt: try row.int(6))
        }
    }
}

public enum WitnessFault: Error, Sendable, Equatable, CustomStringConvertible {
    case otherOrganisation
    case notFollowed
    case notAsked
    case damaged
    case named(String)
    case nameUsed
    case url(String)

    public var description: String {
        switch self {
        case .otherOrganisation: "Another organisation of this installation vouches for that ledger already."
        case .notFollowed: "This installation does not vouch for that ledger. See: granville witness list"
        case .notAsked: "That witness is not asked. See: granville witness list"
        case .damaged: "What is stored of a witnessed ledger is damaged."
        case .named(let key): "This installation is a witness already: \(key)"
        case .nameUsed: """
            This name was used before an older copy of the database was put back. What was seen since may be lost, so the \
            name is spent. Take another.
            """
        case .url(let cause): cause
        }
    }
}
