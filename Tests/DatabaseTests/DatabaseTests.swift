@_spi(Recording) import Database
import Support
import Testing

@Suite("Database")
struct DatabaseTests {
    @Test("a write is on disk before it is answered: SQLite runs with FULL, PostgreSQL with synchronous_commit", arguments: Engine.here)
    func durability(engine: Engine) async throws {
        let world = try await World(on: engine)
        #expect(try world.database.durability() == (engine == .sqlite ? "FULL" : "on"))
    }

    static let hostile = [
        "", " ", "'", "''", "\"", "\\", "\\'", "; DROP TABLE thing; --", "' OR '1' = '1", "?", "$1", "??", "%", "_", "%_\\",
        "/* */", "\n\r\t", "é", "e\u{301}", "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 👩🏽‍⚖️", "\u{202E}left", "حديقة", "\u{FEFF}", "\u{FFFF}", "NULL",
        "<script>alert(1)</script>", String(repeating: "x", count: 100_000),
    ]

    @Test("whatever stands in a value, it is a value and comes back to the byte", arguments: Engine.here)
    func hostile(engine: Engine) async throws {
        let world = try await World(on: engine)
        try world.makeThings()
        for (id, text) in Self.hostile.enumerated() {
            try world.execute("INSERT INTO thing (id, text, bytes) VALUES (\(id), \(text), \(Array(text.utf8)))")
        }
        try await world.database.read { (reader: Reader) throws -> Void in
            for (id, text) in Self.hostile.enumerated() {
                let found = try reader.first("SELECT text, bytes FROM thing WHERE id = \(id) AND text = \(text)") {
                    (try $0.text(0), try $0.bytes(1))
                }
                #expect(found.map { Array($0.0.utf8) } == Array(text.utf8), "\(text.prefix(40))")
                #expect(found?.1 == Array(text.utf8))
            }
            #expect(try reader.count("SELECT count(*) FROM thing") == Self.hostile.count)
        }
    }

    @Test("é in one scalar and in two are two texts to the database", arguments: Engine.here)
    func bytesNotLooks(engine: Engine) async throws {
        let world = try await World(on: engine)
        try world.makeThings()
        try world.execute("INSERT INTO thing (id, text) VALUES (1, \("é"))")
        let found = try await world.database.read { try $0.count("SELECT count(*) FROM thing WHERE text = \("e\u{301}")") }
        #expect(found == 0)
    }

    @Test("text with a zero byte is kept whole or refused, never cut", arguments: Engine.here)
    func zero(engine: Engine) async throws {
        let world = try await World(on: engine)
        try world.makeThings()
        do {
            try world.execute("INSERT INTO thing (id, text) VALUES (1, \("before\0after"))")
            let text = try await world.database.read { try $0.first("SELECT text FROM thing") { try $0.text(0) } }
            #expect(text == "before\0after")
        } catch let error as DatabaseError {
            #expect(error == .refused("text with a zero byte"))
        }
    }

    @Test("empty is not nothing: empty text, empty bytes and NULL come back as what they were", arguments: Engine.here)
    func empty(engine: Engine) async throws {
        let world = try await World(on: engine)
        try world.makeThings()
        try world.execute("INSERT INTO thing (id, text, bytes, number) VALUES (1, \(""), \([UInt8]()), \(0))")
        try world.execute("""
            INSERT INTO thing (id, text, bytes, number) VALUES (2, \(nil as String?), \(nil as [UInt8]?), \(nil as Int?))
            """)
        try await world.database.read { (reader: Reader) throws -> Void in
            let rows = try reader.rows("SELECT text, bytes, number FROM thing ORDER BY id") {
                ($0.textOrNil(0), $0.bytesOrNil(1), $0.intOrNil(2))
            }
            #expect(rows[0].0 == "")
            #expect(rows[0].1 == [])
            #expect(rows[0].2 == 0)
            #expect(rows[1].0 == nil)
            #expect(rows[1].1 == nil)
            #expect(rows[1].2 == nil)
            #expect(try reader.count("SELECT count(*) FROM thing WHERE text IS NULL AND bytes IS NULL") == 1)
            #expect(throws: DatabaseError.unexpectedNull(column: 0)) {
                try reader.first("SELECT text FROM thing WHERE id = 2") { try $0.text(0) }
            }
        }
    }

    @Test("numbers of 64 bits keep every bit", arguments: Engine.here)
    func numbers(engine: Engine) async throws {
        let world = try await World(on: engine)
        try world.makeThings()
        for number in [Int.min, -1, 0, 1, Int.max] {
            try world.execute("INSERT INTO thing (id, number) VALUES (\(number), \(number))")
        }
        let found = try await world.database.read { try $0.rows("SELECT number FROM thing ORDER BY id") { try $0.int(0) } }
        #expect(found == [Int.min, -1, 0, 1, Int.max])
    }

    @Test("searching for a percent sign finds a percent sign", arguments: Engine.here)
    func like(engine: Engine) async throws {
        let world = try await World(on: engine)
        try world.makeThings()
        let texts = ["100% done", "100 done", "a_b", "aXb", "back\\slash", "backslash", "Ends with Case", "it's"]
        for (id, text) in texts.enumerated() { try world.execute("INSERT INTO thing (id, text) VALUES (\(id), \(text))") }
        for (words, expected) in [
            ("%", ["100% done"]), ("_", ["a_b"]), ("\\", ["back\\slash"]), ("with case", ["Ends with Case"]),
            ("A_B", ["a_b"]), ("'", ["it's"]), ("", texts), ("%_", []),
        ] {
            let found = try await world.database.read { reader in
                try reader.rows("SELECT text FROM thing WHERE \(reader.dialect.contains("text", words)) ORDER BY id") {
                    try $0.text(0)
                }
            }
            #expect(found == expected, "\(words)")
        }
    }

    @Test("a list of values is bound one by one, and an empty list equals nothing", arguments: Engine.here)
    func lists(engine: Engine) async throws {
        let world = try await World(on: engine)
        try world.makeThings()
        for (id, text) in ["a", "b')", "c"].enumerated() {
            try world.execute("INSERT INTO thing (id, text) VALUES (\(id), \(text))")
        }
        try await world.database.read { (reader: Reader) throws -> Void in
            #expect(try reader.count("SELECT count(*) FROM thing WHERE text IN (\(list: ["a", "b')", "z"]))") == 2)
            #expect(try reader.count("SELECT count(*) FROM thing WHERE text IN (\(list: []))") == 0)
            #expect(try reader.count("SELECT count(*) FROM thing WHERE \(SQL.all([]))") == 3)
            #expect(try reader.count("SELECT count(*) FROM thing WHERE \(SQL.all(["id = 1 OR id = 2", "id <> \(2)"]))") == 1)
        }
    }

    @Test("a read sees one moment, whatever is written meanwhile", arguments: Engine.here)
    func snapshot(engine: Engine) async throws {
        let world = try await World(on: engine)
        try world.makeThings()
        try await world.database.readLong { (reader: Reader) throws -> Void in
            let before = try reader.count("SELECT count(*) FROM thing")
            try world.execute("INSERT INTO thing (id) VALUES (1)")
            #expect(try reader.count("SELECT count(*) FROM thing WHERE 1 = 1") == before)
        }
        #expect(try await world.database.read { try $0.count("SELECT count(*) FROM thing") } == 1)
    }

    @Test("a read cannot write", arguments: Engine.here)
    func readOnly(engine: Engine) async throws {
        let world = try await World(on: engine)
        try world.makeThings()
        await #expect(throws: (any Error).self) {
            try await world.database.read { try $0.count("INSERT INTO thing (id) VALUES (1) RETURNING id") }
        }
        #expect(try await world.database.read { try $0.count("SELECT count(*) FROM thing") } == 0)
    }

    @Test("identifiers sort by the moment they were made, and are never the same")
    func identifiers() {
        let made = (0..<500).map { Identifier.make(milliseconds: 1_795_348_800_000 + Int64($0) * 7) }
        #expect(made == made.sorted())
        #expect(Set((0..<1000).map { _ in Identifier.make(milliseconds: 5) }).count == 1000)
        let one = Identifier.make(milliseconds: 0x0123_4567_89AB, random: (.max, .max))
        #expect(one == "01234567-89ab-7fff-bfff-ffffffffffff")
    }
}

extension World {
    fileprivate func makeThings() throws {
        try database.migrate([
            Schema(feature: "things", migrations: [
                Migration("things") { dialect in
                    [
                        """
                        CREATE TABLE thing (
                            id \(dialect.integer) NOT NULL PRIMARY KEY,
                            text \(dialect.text),
                            bytes \(dialect.bytes),
                            number \(dialect.integer)
                        )
                        """
                    ]
                }
            ])
        ])
    }

    fileprivate func execute(_ sql: SQL) throws {
        let failures = try database.writeGroup([{ try $0.execute(sql) }], seal: { _, _ in })
        if let failure = failures.first ?? nil { throw failure }
    }
}
