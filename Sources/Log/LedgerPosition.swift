public import Database
import Ledger

/// How many entries an organisation's ledger holds. It grows with every change, so what was counted at one size is
/// still right at the same size.
public enum LedgerPosition {
    public static func size(_ reader: Reader, organisation: Int) throws -> Int {
        try reader.count("SELECT size FROM ledger_head WHERE organisation = \(organisation)")
    }

    /// Size and root of an organisation's ledger at this moment; the root in base64, as a checkpoint writes it.
    public static func root(_ reader: Reader, organisation: Int) throws -> (size: Int, root: String) {
        let head = try LedgerHead.read(reader, organisation)
        return (Int(head?.frontier.size ?? 0), (head?.frontier.root ?? MerkleTree.emptyRoot).base64)
    }
}
