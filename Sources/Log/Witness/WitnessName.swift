public import Database
public import Ledger

/// The name and key with which this installation vouches: in the database as it was given out, the key itself in a file.
public enum WitnessName {
    /// Nil where the installation is no witness, or no longer.
    public static func read(_ reader: Reader) throws -> Cosigner? {
        try reader.first("SELECT vkey FROM witness_self WHERE organisation > 0 ORDER BY organisation LIMIT 1") {
            try Cosigner(vkey: try $0.text(0))
        }
    }

    /// Once for an installation: a name that changed would be another witness's.
    public static func take(_ cosigner: Cosigner, organisation: Int, by recorder: Recorder) async throws {
        try await recorder.record(.config, by: Actor(organisation: organisation, account: nil)) { write in
            if let known = try read(write.reader) { throw WitnessFault.named(known.vkey) }
            let used = try write.reader.count("SELECT count(*) FROM witness_self WHERE vkey = \(cosigner.vkey)")
            guard used == 0 else { throw WitnessFault.nameUsed }
            try write.sql.execute(
                "INSERT INTO witness_self (organisation, vkey) VALUES (\(organisation), \(cosigner.vkey))")
            write.trace(Trace("became a witness of other ledgers", "witness", cosigner.vkey))
        }
    }

    /// An older copy was put back, so what had been seen of other ledgers may be lost too. A witness that forgot must not
    /// go on as if it had not: it needs another name, and those who rely on it hear of it.
    static func retire(_ organisation: Int, keptUnder: Int, _ sql: Transaction) throws {
        try sql.execute("UPDATE witness_self SET organisation = \(keptUnder) WHERE organisation = \(organisation)")
    }
}
