import Calendar
@_spi(Recording) import Database
import Ledger
import Log
import Server
import Support
import Testing

@Suite("Whatever is changed in the stored ledger is found and named")
struct LedgerAuditTests {
    @Test("a sound ledger is said to be so, with its days", arguments: Engine.here)
    func sound(engine: Engine) async throws {
        let world = try await World(on: engine)
        try world.makeTable()
        #expect(try await world.verify().sentence == "1 entry of 22 November 2026. Nothing missing or changed.")
        world.clock.now = world.clock.now.adding(hours: 48)
        try await world.write("later")
        let report = try await world.verify()
        #expect(report.sentence == "2 entries from 22 November 2026 to 24 November 2026. Nothing missing or changed.")
    }

    @Test("a ledger of more rows than are read at once is read to its end", arguments: Engine.here)
    func pieces(engine: Engine) async throws {
        let world = try await World(on: engine)
        try world.makeTable()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<2100 { group.addTask { try await world.write("\(number)") } }
            try await group.waitForAll()
        }
        try await world.services.checkpoints.sign(1)
        let report = try await world.verify()
        #expect(report.findings.isEmpty)
        #expect(report.entries == 2101)
        try world.tamper("UPDATE ledger_about SET object = 'another' WHERE position = 2050 AND object <> \(world.administrator)")
        let words = try await world.verify().findings.map(\.words)
        #expect(words == [
            "Entry 2050: the index finds it under something that its record does not name.",
            "Entry 2050: the index no longer finds it under something that its record names.",
        ])
    }

    @Test("every byte of every column of every table, flipped, is found and named", arguments: Engine.here)
    func flips(engine: Engine) async throws {
        let world = try await World(on: engine)
        try world.makeTable()
        for number in 0..<2 { try await world.write("\(number)") }
        try await world.services.checkpoints.sign(1)
        try await world.write("3")
        try await world.services.checkpoints.sign(1)
        try await world.write("after the last checkpoint")
        #expect(try await world.verify().isClean)

        var flips = 0
        for cell in try await Cell.all(world) {
            for flip in cell.flips(engine) {
                let found = try world.trying(flip.statement)
                guard let found else { continue }  // The database itself refused it.
                flips += 1
                #expect(
                    found.contains { cell.isNamed(by: $0) },
                    "\(cell.table).\(cell.column) \(cell.place), \(flip.words): \(found.map(\.words))")
            }
        }
        #expect(flips > 1500)
        #expect(try await world.verify().isClean)
    }

    @Test("rows taken out, exchanged, doubled or cut off at the end are found and named", arguments: Engine.here)
    func rows(engine: Engine) async throws {
        let world = try await World(on: engine)
        try world.makeTable()
        for number in 0..<9 { try await world.write("\(number)") }
        try await world.services.checkpoints.sign(1)
        func expect(_ words: String, _ statements: SQL...) throws {
            let found = try #require(try world.trying(statements)).map(\.words)
            #expect(found.contains(words), "\(found)")
        }
        try expect("Entry 4: missing.", "DELETE FROM ledger_entry WHERE position = 4")
        try expect("Entry 4: there is a record of it, but not the entry.", "DELETE FROM ledger_entry WHERE position = 4")
        try expect("Entry 4: its record cannot be opened: it is missing.", "DELETE FROM ledger_body WHERE position = 4")
        try expect(
            "Entry 4: the index no longer finds it under something that its record names.",
            "DELETE FROM ledger_about WHERE position = 4 AND object = \(world.administrator)")
        try expect("Head of the ledger: missing.", "DELETE FROM ledger_head")
        try expect(
            "Checkpoint over 10 entries: it was signed, and is kept in \(world.services.checkpoints.lastSigned(1).path), but not in the database.",
            "DELETE FROM ledger_checkpoint")
        let cut = "Checkpoint over 10 entries: it was signed, but the ledger ends after 8."
        try expect(
            cut, "DELETE FROM ledger_entry WHERE position >= 8", "DELETE FROM ledger_body WHERE position >= 8",
            "DELETE FROM ledger_about WHERE position >= 8")
        try expect(
            "Entry 3: its record cannot be opened: it was changed, or it belongs to another place or another key.",
            "UPDATE ledger_body SET position = 100 WHERE position = 3", "UPDATE ledger_body SET position = 3 WHERE position = 5",
            "UPDATE ledger_body SET position = 5 WHERE position = 100")
        // Two whole entries change places, with hashes and records.
        let swap: [SQL] = ["ledger_entry", "ledger_body"].flatMap { (table: SQL) -> [SQL] in
            [
                "UPDATE \(table) SET position = 100 WHERE position = 3", "UPDATE \(table) SET position = 3 WHERE position = 5",
                "UPDATE \(table) SET position = 5 WHERE position = 100",
            ]
        }
        let found = try #require(try world.trying(swap)).map(\.words)
        #expect(found.contains {
            $0 == "Checkpoint over 10 entries: the stored entries do not give the root that was signed. "
                + "At least one of the entries 0 to 9 is not what it was."
        }, "\(found)")
    }

    @Test("a checkpoint taken out from between others is missed")
    func checkpointTakenOut() async throws {
        let world = try await World()
        try world.makeTable()
        for number in 0..<3 {
            try await world.write("\(number)")
            try await world.services.checkpoints.sign(1)
        }
        let found = try #require(try world.trying(["DELETE FROM ledger_checkpoint WHERE size = 3"])).map(\.words)
        #expect(found == ["Checkpoint over 4 entries: it has the number 2, but 1 was due."])
    }
}

/// One stored value of one row.
private struct Cell: Sendable {
    enum Content: Sendable {
        case int(Int)
        case text([UInt8])
        case bytes([UInt8])
    }

    let table: String
    let column: String
    /// The row's key in words: a position, a size, or the organisation.
    let place: Int
    let content: Content
    let update: @Sendable (SQL) -> SQL

    func isNamed(by finding: AuditFinding) -> Bool {
        switch table {
        // A hole is named by its first entry; a moved row by where it is now or where it was.
        case "ledger_entry", "ledger_body", "ledger_about":
            finding.entry == place || finding.table == table && (finding.words.contains("\(place)") || column != "entry")
        case "ledger_checkpoint": finding.table == table
        default: finding.table == table
        }
    }

    /// Each byte once, by a bit that keeps text readable; on SQLite, which takes any bytes, by another bit too.
    func flips(_ engine: Engine) -> [(words: String, statement: SQL)] {
        switch content {
        case .int(let number):
            return (0..<8).map { byte in ("byte \(byte)", update("\(number ^ (1 << (8 * byte)))")) }
        case .bytes(let bytes):
            return bytes.indices.map { index in
                var changed = bytes
                changed[index] ^= 0x01
                return ("byte \(index)", update("\(changed)"))
            }
        case .text(let bytes):
            let bits: [UInt8] = engine == .sqlite ? [0x01, 0x80] : [0x01]
            return bytes.indices.flatMap { index in
                bits.map { bit in
                    var changed = bytes
                    changed[index] ^= bit
                    let value: SQL = engine == .sqlite ? "CAST(\(changed) AS TEXT)" : "convert_from(\(changed), 'UTF8')"
                    return ("byte \(index) bit \(bit)", update(value))
                }
            }
        }
    }

    static func all(_ world: World) async throws -> [Cell] {
        try await world.database.read { reader in
            try heads(reader) + entries(reader) + bodies(reader) + index(reader) + checkpoints(reader)
        }
    }

    private static func heads(_ reader: Reader) throws -> [Cell] {
        try reader.rows("SELECT organisation, origin, size, frontier, last_time FROM ledger_head") { row in
            let place = try row.int(0)
            func cell(_ column: String, _ content: Content, _ set: @escaping @Sendable (SQL) -> SQL) -> Cell {
                Cell(table: "ledger_head", column: column, place: place, content: content) {
                    "UPDATE ledger_head SET \(set($0)) WHERE organisation = \(place)"
                }
            }
            return [
                cell("organisation", .int(place)) { "organisation = \($0)" },
                cell("origin", .text(Array(try row.text(1).utf8))) { "origin = \($0)" },
                cell("size", .int(try row.int(2))) { "size = \($0)" },
                cell("frontier", .bytes(try row.bytes(3))) { "frontier = \($0)" },
                cell("last_time", .int(try row.int(4))) { "last_time = \($0)" },
            ]
        }.flatMap { $0 }
    }

    private static func entries(_ reader: Reader) throws -> [Cell] {
        try reader.rows("SELECT position, entry, leaf FROM ledger_entry ORDER BY position") { row in
            let place = try row.int(0)
            func cell(_ column: String, _ content: Content, _ set: @escaping @Sendable (SQL) -> SQL) -> Cell {
                Cell(table: "ledger_entry", column: column, place: place, content: content) {
                    "UPDATE ledger_entry SET \(set($0)) WHERE position = \(place)"
                }
            }
            return [
                cell("organisation", .int(1)) { "organisation = \($0)" },
                cell("position", .int(place)) { "position = \($0)" },
                cell("entry", .bytes(try row.bytes(1))) { "entry = \($0)" },
                cell("leaf", .bytes(try row.bytes(2))) { "leaf = \($0)" },
            ]
        }.flatMap { $0 }
    }

    private static func bodies(_ reader: Reader) throws -> [Cell] {
        try reader.rows("SELECT position, sealed FROM ledger_body ORDER BY position") { row in
            let place = try row.int(0)
            func cell(_ column: String, _ content: Content, _ set: @escaping @Sendable (SQL) -> SQL) -> Cell {
                Cell(table: "ledger_body", column: column, place: place, content: content) {
                    "UPDATE ledger_body SET \(set($0)) WHERE position = \(place)"
                }
            }
            return [
                cell("organisation", .int(1)) { "organisation = \($0)" },
                cell("position", .int(place)) { "position = \($0)" },
                cell("sealed", .bytes(try row.bytes(1))) { "sealed = \($0)" },
            ]
        }.flatMap { $0 }
    }

    private static func index(_ reader: Reader) throws -> [Cell] {
        try reader.rows("SELECT object, position FROM ledger_about ORDER BY object, position") { row in
            let object = try row.text(0)
            let place = try row.int(1)
            func cell(_ column: String, _ content: Content, _ set: @escaping @Sendable (SQL) -> SQL) -> Cell {
                Cell(table: "ledger_about", column: column, place: place, content: content) {
                    "UPDATE ledger_about SET \(set($0)) WHERE object = \(object) AND position = \(place)"
                }
            }
            return [
                cell("organisation", .int(1)) { "organisation = \($0)" },
                cell("object", .text(Array(object.utf8))) { "object = \($0)" },
                cell("position", .int(place)) { "position = \($0)" },
            ]
        }.flatMap { $0 }
    }

    private static func checkpoints(_ reader: Reader) throws -> [Cell] {
        try reader.rows("SELECT size, number, note, frontier, signed_at, seal FROM ledger_checkpoint ORDER BY size") { row in
            let place = try row.int(0)
            func cell(_ column: String, _ content: Content, _ set: @escaping @Sendable (SQL) -> SQL) -> Cell {
                Cell(table: "ledger_checkpoint", column: column, place: place, content: content) {
                    "UPDATE ledger_checkpoint SET \(set($0)) WHERE size = \(place)"
                }
            }
            return [
                cell("organisation", .int(1)) { "organisation = \($0)" },
                cell("size", .int(place)) { "size = \($0)" },
                cell("number", .int(try row.int(1))) { "number = \($0)" },
                cell("note", .text(Array(try row.text(2).utf8))) { "note = \($0)" },
                cell("frontier", .bytes(try row.bytes(3))) { "frontier = \($0)" },
                cell("signed_at", .int(try row.int(4))) { "signed_at = \($0)" },
                cell("seal", .bytes(try row.bytes(5))) { "seal = \($0)" },
            ]
        }.flatMap { $0 }
    }
}

extension World {
    /// What a check finds after the change, which is then undone; nil where the database refused the change.
    fileprivate func trying(_ statements: [SQL]) throws -> [AuditFinding]? {
        var findings: [AuditFinding]?
        let failures = try database.writeGroup([
            { transaction in
                do { for statement in statements { try transaction.execute(statement) } } catch { throw Stop() }
                findings = try LedgerAudit.verify(
                    transaction.reader, keys: self.services.keys, organisation: 1,
                    lastSigned: self.services.checkpoints.lastSigned(1)
                ).findings
                throw Stop()
            }
        ], seal: { _, _ in })
        if let failure = failures.first ?? nil, !(failure is Stop) { throw failure }
        return findings
    }

    fileprivate func trying(_ statement: SQL) throws -> [AuditFinding]? { try trying([statement]) }
}
