public import Database

/// How many entries an organisation's ledger holds. It grows with every change, so what was counted at one size is
/// still right at the same size.
public enum LedgerPosition {
    public static func size(_ reader: Reader, organisation: Int) throws -> Int {
        try reader.count("SELECT size FROM ledger_head WHERE organisation = \(organisation)")
    }
}
