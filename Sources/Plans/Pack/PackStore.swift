import Calendar
import Database
import Foundation
import Ledger
import Log

/// A frozen pack.
struct BoardPack: Sendable {
    let id: String
    let plan: String
    let day: Day
    /// What the person who froze it wrote to the board.
    let note: String
    /// SHA-256 of the frozen figures, in hexadecimal.
    let fingerprint: String
    /// The ledger's size and root just before the pack was frozen: an auditor finds the same there.
    let ledgerSize: Int
    let ledgerRoot: String
    let account: String?
    let madeAt: Instant
}

/// Reads packs, and freezes one.
struct PackStore: Sendable {
    let plans: PlanStore

    private static let columns: SQL = """
        id, plan, day, note, fingerprint, ledger_size, ledger_root, account, made_at
        """

    private static func pack(_ row: Row) throws -> BoardPack {
        BoardPack(
            id: try row.text(0), plan: try row.text(1), day: Day(iso: try row.text(2)) ?? Day(daysSinceEpoch: 0),
            note: try row.text(3), fingerprint: try row.text(4), ledgerSize: try row.int(5), ledgerRoot: try row.text(6),
            account: row.textOrNil(7), madeAt: Instant(milliseconds: Int64(try row.int(8))))
    }

    /// Newest first.
    static func packs(_ reader: Reader, organisation: Int, plan: String) throws -> [BoardPack] {
        try reader.rows("""
            SELECT \(columns)
            FROM board_pack
            WHERE organisation = \(organisation) AND plan = \(plan)
            ORDER BY made_at DESC, id DESC
            """, pack)
    }

    static func pack(_ reader: Reader, organisation: Int, id: String) throws -> (BoardPack, PackFigures)? {
        try reader.first("""
            SELECT \(columns), figures
            FROM board_pack
            WHERE organisation = \(organisation) AND id = \(id)
            """) { row in
            (try pack(row), try JSONDecoder().decode(PackFigures.self, from: Data(try row.bytes(9))))
        }
    }

    /// The figures of a plan on a day; nil where there is no such plan.
    static func figures(_ reader: Reader, organisation: Int, plan: String, day: Day, today: Day) throws -> PackFigures? {
        try PlanPicture.read(reader, organisation: organisation, plan: plan, asOf: day < today ? day : nil).map {
            PackFigures($0, day: day)
        }
    }

    /// Freezes the figures as they are at this moment; the pack's place.
    func freeze(_ plan: String, day: Day, note: String, form: String, by actor: Actor) async throws -> String {
        try await plans.once(.planVersion, form, "plan", plan, by: actor) { write in
            let organisation = write.organisation
            guard let figures = try Self.figures(
                write.reader, organisation: organisation, plan: plan, day: day, today: write.now.day)
            else { throw PlanProblem.gone }
            let bytes = try StableJSON.bytes(figures)
            let position = try LedgerPosition.root(write.reader, organisation: organisation)
            let id = write.newID()
            try write.sql.execute("""
                INSERT INTO board_pack (organisation, id, plan, day, note, figures, fingerprint, ledger_size, ledger_root,
                    account, made_at)
                VALUES (\(organisation), \(id), \(plan), \(day.iso), \(note), \(bytes), \(Hash(of: bytes).hex),
                    \(position.size), \(position.root), \(write.actor.account), \(write.now.milliseconds))
                """)
            write.trace(Trace("froze a board pack", "pack", id))
            return PlansURL.pack(plan, id)
        }
    }
}
