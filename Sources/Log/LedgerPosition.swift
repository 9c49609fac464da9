public import Database
public import Ledger

/// Where an organisation's ledger stands.
public enum LedgerPosition {
    /// How many entries were ever made and are there, those of closed ledgers too. It grows with every change, so what was
    /// counted at one size is still right at the same size.
    public static func size(_ reader: Reader, organisation: Int) throws -> Int {
        try reader.count("""
            SELECT coalesce((SELECT size FROM ledger_head WHERE organisation = \(organisation)), 0)
                + coalesce((SELECT sum(size) FROM ledger_closed WHERE organisation = \(organisation)), 0)
            """)
    }

    /// Which ledger is written to: 1 unless an older copy of the database was put back.
    public static func number(_ reader: Reader, organisation: Int) throws -> Int {
        try reader.count("SELECT max(number) FROM ledger_closed WHERE organisation = \(organisation)") + 1
    }

    /// The ledgers before the present one, first to last.
    public static func closed(_ reader: Reader, keys: LedgerKeys, organisation: Int) throws -> [ClosedLedger] {
        try ClosedLedgers.all(reader, keys, organisation)
    }

    /// The root that the stored entries gave when there were so many, hashed anew; nil where there are fewer.
    public static func root(_ reader: Reader, organisation: Int, at size: Int) throws -> Hash? {
        var tree = Frontier()
        try LedgerRows.grow(&tree, reader, organisation, to: size)
        return Int(tree.size) == size ? tree.root : nil
    }

    /// Size and root of an organisation's ledger at this moment; the root in base64, as a checkpoint writes it.
    public static func root(_ reader: Reader, organisation: Int) throws -> (size: Int, root: String) {
        let head = try LedgerHead.read(reader, organisation)
        return (Int(head?.frontier.size ?? 0), (head?.frontier.root ?? MerkleTree.emptyRoot).base64)
    }
}
