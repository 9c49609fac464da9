import Accounts
import Calendar
@testable import Cases
import Database
import Foundation
import Keyring
import Log
import NeedToKnow
import Server
import Support
import Testing

@Suite("A case keeps what is told of people sealed, whole and in both versions")
struct CaseStoreTests {
    /// Fills every text of a part with its own mark.
    static func marked<P: Part>(_ type: P.Type, _ mark: String) -> P {
        var part = P()
        for field in P.fields {
            switch field.box {
            case .line, .words: field.set(&part, "\(mark)\(P.kind.rawValue)\(field.name)".replacing("-", with: ""))
            case .day: field.set(&part, "1987-06-05")
            case .choice: break
            }
        }
        if var person = part as? Person {
            var contact = Contact()
            contact.value = "\(mark)contactvalue"
            contact.when = "\(mark)contactwhen"
            person.contacts = [contact]
            if let whole = person as? P { part = whole }
        }
        return part
    }

    @Test("no word about anyone stands in any file but sealed", arguments: Engine.here)
    func canaries(on engine: Engine) async throws {
        let place = try await CaseWorld(on: engine)
        let mark = "canary7391"
        let person = try await place.add(Self.marked(Person.self, mark))
        for kind in PartKind.allCases where kind != .person { try await Self.addMarked(kind.type, mark, person, place) }
        _ = try await place.store.write("\(mark)note", rail: .within, place.keys, form: "n", by: place.actor) { _, _ in }
        _ = try await place.store.close(
            .safeguarded, EventWords("\(mark)reason", lesson: "\(mark)lesson"), version: 1, place.keys, form: "c",
            by: place.actor)
        let changed = Self.marked(Person.self, "\(mark)again")
        _ = try await place.store.change(person, version: 1, to: changed, place.keys, form: "p", by: place.actor)
        try await place.world.visit { visitor in
            try await CaseWorld.enter(visitor, "ada", place.path)
            let page = try await visitor.get(CasesURL.person(person, in: place.id))
            #expect(page.says("\(mark)againpersonfirst") && !page.title.contains(mark))
        }
        for file in try Self.files(in: place.world.folder) {
            let bytes = FileManager.default.contents(atPath: file) ?? Data()
            #expect(bytes.range(of: Data(mark.utf8)) == nil, "\(file) has the mark in the clear")
        }
        let rows = try await place.world.database.read { reader in
            try ["case_part", "case_part_was", "case_event"].flatMap { table -> [[UInt8]] in
                switch table {
                case "case_part": try reader.rows("SELECT sealed FROM case_part") { try $0.bytes(0) }
                case "case_part_was": try reader.rows("SELECT sealed FROM case_part_was") { try $0.bytes(0) }
                default: try reader.rows("SELECT sealed FROM case_event WHERE sealed IS NOT NULL") { try $0.bytes(0) }
                }
            }
        }
        #expect(rows.count >= 11 && rows.allSatisfy { Data($0).range(of: Data(mark.utf8)) == nil })
        let lines = try await place.world.database.read { reader in
            try LedgerList(place.world.services.keys, 1).history(reader, of: place.id)
        }
        #expect(lines.count > 10 && lines.allSatisfy { $0.body != nil })
        #expect(!"\(lines)".contains(mark))
        let others = try await place.world.database.read { reader in
            try LedgerList(place.world.services.keys, 1).page(reader, LedgerQuery(about: place.id), from: 0, count: 50).total
        }
        #expect(others == 0, "the ledger's own pages find a case by its identifier")
    }

    private static func addMarked<P: Part>(_ type: P.Type, _ mark: String, _ person: String, _ place: CaseWorld) async throws {
        _ = try await place.add(marked(type, mark), parent: P.kind.hasParent ? person : nil)
    }

    static func files(in folder: String) throws -> [String] {
        try #require(FileManager.default.enumerator(atPath: folder)).compactMap { name in
            let path = "\(folder)/\(name)"
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue ? path : nil
        }
    }

    @Test("every part comes back as it was written, to the byte, and its bytes open in no other place", arguments: Engine.here)
    func bytes(on engine: Engine) async throws {
        let place = try await CaseWorld(on: engine)
        var person = Person()
        person.first = "مُحَمَّد‎"
        person.others = "e\u{301} é Ng\u{FF21}"
        person.words = String(repeating: "א\u{1F469}\u{200D}\u{1F467}", count: 7_500)
        person.born = Day(year: 1999, month: 2, day: 28)
        var contact = Contact()
        contact.value = "07700 900123"
        contact.isSafe = .no
        person.contacts = [contact]
        let id = try await place.add(person)
        let kept = try await place.world.database.read { try PartReads.person($0, place.keys, id: id) }
        #expect(Array((kept?.part.others ?? "").utf8) == Array(person.others.utf8))
        #expect(kept?.part == person && kept?.version == 1)
        let stored = try await place.world.database.read { try PartReads.stored($0, place.keys, id: id) }
        let sealed = try #require(stored?.sealed)
        #expect(throws: (any Error).self) {
            try place.keys.open(Person.self, sealed, table: "case_part", row: id, version: 2)
        }
        let other = try await CaseWorld.open(place.world, by: place.contact)
        #expect(throws: (any Error).self) { try other.open(Person.self, sealed, table: "case_part", row: id) }
        let elsewhere = try await place.world.database.read { try PartReads.person($0, other, id: id) }
        #expect(elsewhere == nil)
    }

    @Test("a form pressed twice adds one person; the older of two changes is not saved and both are there", arguments: Engine.here)
    func twice(on engine: Engine) async throws {
        let place = try await CaseWorld(on: engine)
        var person = Person()
        person.first = "Mai"
        let first = try await place.store.add(person, parent: nil, place.keys, form: "once", by: place.actor)
        let second = try await place.store.add(person, parent: nil, place.keys, form: "once", by: place.actor)
        #expect(second.location == first.location && second.isRepeat)
        let people = try await place.world.database.read { try PartReads.people($0, place.keys) }
        #expect(people.count == 1)
        let id = people[0].id
        person.last = "Tran"
        _ = try await place.store.change(id, version: 1, to: person, place.keys, form: "a", by: place.actor)
        await #expect(throws: CaseProblem.changedMeanwhile) {
            _ = try await place.store.change(id, version: 1, to: Person(), place.keys, form: "b", by: place.actor)
        }
        let (now, before) = try await place.world.database.read { reader in
            (
                try PartReads.person(reader, place.keys, id: id),
                try PartReads.earlier(Person.self, reader, place.keys, id: id)
            )
        }
        #expect(now?.part.last == "Tran" && now?.version == 2 && before.map(\.part.last) == [""])
    }

    @Test("a case made of a concern is closed to whom the concern is closed to", arguments: Engine.here)
    func inherited(on engine: Engine) async throws {
        let place = try await CaseWorld(on: engine)
        let named = try await place.world.account("nora", .pointOfContact, name: "Nora Named")
        let concern = "0198a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"
        try await place.world.recorder.record(.concernWrite, by: place.actor) { write in
            try Knowing.shield([named], because: .named, from: concern, write)
            write.trace(Trace("test"))
        }
        let keys = try await CaseWorld.open(place.world, from: [concern], by: place.contact)
        let (shields, cases) = try await place.world.database.read { reader in
            (
                try Knowing.shielded(reader, organisation: 1, record: keys.record.id).map(\.account),
                try CaseReads.cases(reader, organisation: 1, ofConcern: concern)
            )
        }
        #expect(shields == [named] && cases == [keys.record.id])
        #expect(keys.record.reference.hasPrefix("MS-2026-"))
    }

    @Test("a suspect who bears a colleague’s name shuts that colleague out in the same moment", arguments: Engine.here)
    func suspect(on engine: Engine) async throws {
        let place = try await CaseWorld(on: engine)
        let colleague = try await place.world.account("will", .pointOfContact, name: "Will Otherwise")
        var suspect = Suspect()
        suspect.first = "William"
        suspect.knownAs = "Otherwise, Will"
        _ = try await place.add(suspect)
        let shields = try await place.world.database.read { try Knowing.shielded($0, organisation: 1, record: place.id) }
        #expect(shields.map(\.account) == [colleague])
    }

    @Test("the screen for names is given every name, number, address and birthday of everyone on the case")
    func identifiers() async throws {
        let place = try await CaseWorld()
        var person = Person()
        person.first = "Mai"
        person.born = Day(year: 2009, month: 3, day: 7)
        var contact = Contact()
        contact.value = "07700 900123"
        person.contacts = [contact]
        let id = try await place.add(person)
        var stay = Stay()
        stay.address = "12 Hidden Row"
        _ = try await place.add(stay, parent: id)
        var vehicle = Vehicle()
        vehicle.registration = "AB12 CDE"
        _ = try await place.add(vehicle)
        let found = try await place.world.database.read { try Identifiers.all($0, place.keys) }
        let words = Set(found.map { "\($0.kind.rawValue) \($0.words)" })
        #expect(words == [
            "name Mai", "birth 2009-03-07", "contact 07700 900123", "address 12 Hidden Row", "number AB12 CDE",
        ])
    }

    @Test("a part that an older version sealed opens although a newer one has more fields")
    func older() async throws {
        let place = try await CaseWorld()
        let sealed = try place.keys.seal(["registration": "AB12 CDE"], table: "case_part", row: "r", version: 3)
        let vehicle = try place.keys.open(part: Vehicle.self, sealed, row: "r", version: 3)
        #expect(vehicle.registration == "AB12 CDE" && vehicle.make.isEmpty)
    }

    @Test("what is forgotten with its key opens no more", arguments: Engine.here)
    func forgotten(on engine: Engine) async throws {
        let place = try await CaseWorld(on: engine)
        _ = try await place.add(Person())
        try place.world.services.ring.destroy([place.keys.record.key])
        #expect(throws: KeyringError.destroyed) {
            try CaseKeys(place.keys.record, organisation: 1, ring: place.world.services.ring)
        }
    }
}
