import Calendar
import Ledger
import Log
import Pages

/// Who vouches for this ledger, and for whose it vouches.
enum WitnessViews {
    static func both(_ show: LedgerShow) -> HTML {
        """
        \(if: !show.witnesses.isEmpty, section("Witnesses", id: "witnesses", ours(show)))\
        \(if: !show.witnessed.isEmpty || !show.forks.isEmpty, section("Other ledgers", id: "others", theirs(show)))
        """
    }

    private static func ours(_ show: LedgerShow) -> HTML {
        """
        <p>Each of them keeps what it has seen, on computers that nobody here can reach. Once they have vouched for a
        checkpoint, not even who holds this ledger's key can change what is before it.</p>
        \(table(
            "Who vouches for this ledger", columns: [Column("Witness"), Column("Vouched for"), Column("When", .date), Column("Now")],
            rows: show.witnesses.map { row($0, show) }, stacks: true))
        """
    }

    private static func row(_ standing: WitnessStanding, _ show: LedgerShow) -> Row {
        [
            "\(standing.cosigner.name)",
            standing.newest.map { "The first \(grouped($0.size)) entries" } ?? "Nothing yet",
            standing.newest.map { "\($0.at.words)" } ?? "",
            standing.problem.map { "On \($0.at.words): \($0.words)" } ?? "No trouble",
        ]
    }

    private static func theirs(_ show: LedgerShow) -> HTML {
        """
        \(each: show.forks, { fork in
            warningText("""
                On \(fork.seenAt.words) the ledger \(name(fork.vkey)) showed another history of its first \(grouped(fork.size)) entries \
                than it had shown before. Both are signed by its key. Tell its organisation and its auditor: granville witness list \
                --forks prints both notes.
                """)
        })\
        \(if: !show.witnessed.isEmpty, table(
            "For whose ledger this installation vouches", columns: [Column("Ledger"), Column("Seen"), Column("When", .date)],
            rows: show.witnessed.map { log in
                [
                    "\(name(log.verifier.vkey))", log.cosigned == nil ? "Nothing yet" : "The first \(grouped(log.size)) entries",
                    log.cosigned.map { "\($0.words)" } ?? "",
                ]
            }, stacks: true))
        """
    }

    /// The first ledgers of two councils have one name; the digits behind it, of the key, tell them apart.
    private static func name(_ vkey: String) -> String { vkey.split(separator: "+").prefix(2).joined(separator: " ") }
}
