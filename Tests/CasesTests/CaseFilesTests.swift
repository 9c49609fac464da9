import Accounts
import Attachments
import Calendar
@testable import Cases
@testable import Concerns
import Database
import Documents
import Foundation
import Keyring
import Log
import NeedToKnow
import Server
import Spools
import Support
import Testing

@Suite("Files of a case")
struct CaseFilesTests {
    private static let words = "A lorry came at six, and four people got out. "

    /// The longest that may be attached.
    private static let longest = Array(
        String(repeating: words, count: AttachedFile.maximumSize / words.utf8.count).utf8)

    private static func attaching(_ bytes: [UInt8], _ words: String = "The yard") async throws -> Attaching {
        let spool = Spool(in: NSTemporaryDirectory())
        try spool.add(bytes)
        return Attaching(try await AttachedFile.cleaning(spool), words: words)
    }

    private static func listed(_ place: CaseWorld) async throws -> [Attachments.Attachment] {
        try await place.world.database.read { [keys = place.keys] in
            try AttachmentStore.list($0, organisation: 1, record: keys.record.id, key: keys.keys.data)
        }
    }

    private static func told(_ place: CaseWorld) async throws -> [CaseEvent] {
        try await place.world.database.read { [keys = place.keys] in try CaseEvents.list($0, keys).events }
    }

    @Test("pressed twice it is attached once, and the timeline says who did", arguments: Engine.here)
    func once(engine: Engine) async throws {
        let place = try await CaseWorld(on: engine)
        for _ in 0..<2 {
            let file = try await Self.attaching(Array(Self.words.utf8))
            let pressed = try await place.store.attach(file, place.keys, form: "a", by: place.actor)
            #expect(pressed.location == "\(CasesURL.files(place.id))?said=added")
        }
        let file = try #require(try await Self.listed(place).first)
        #expect(try await Self.listed(place).count == 1 && file.words == "The yard" && file.account == place.contact)
        let event = try #require(try await Self.told(place).first { $0.code == .attached })
        #expect(event.about == "file/\(file.id)" && event.by == place.contact && event.words == nil)
        #expect(try await Self.told(place).filter { $0.code == .attached }.count == 1)
    }

    @Test("taken away, its content is gone, and the timeline keeps who did and why", arguments: Engine.here)
    func gone(engine: Engine) async throws {
        let place = try await CaseWorld(on: engine)
        for form in ["a", "b"] {
            let file = try await Self.attaching(Array(Self.words.utf8), form)
            _ = try await place.store.attach(file, place.keys, form: form, by: place.actor)
        }
        let id = try await Self.listed(place)[0].id
        // Two presses, and then somebody else's.
        for form in ["c", "c", "d"] {
            _ = try await place.store.takeAway(id, reason: "The wrong yard", place.keys, form: form, by: place.actor)
        }
        #expect(try await Self.listed(place).map(\.words) == ["b"])
        let events = try await Self.told(place).filter { $0.code == .detached }
        #expect(events.count == 1 && events[0].words?.words == "The wrong yard" && events[0].by == place.contact)
        let chunks = try await place.world.database.read { reader in
            try reader.count("SELECT count(*) FROM attachment_chunk WHERE attachment = \(id)")
        }
        #expect(chunks == 0)
    }

    @Test("the longest file goes in through the page and comes out the same, stored once", arguments: Engine.here)
    func longest(engine: Engine) async throws {
        let place = try await CaseWorld(on: engine)
        let files = CasesURL.files(place.id)
        try await place.world.visit { visitor in
            try await CaseWorld.enter(visitor, "ada", place.path)
            let empty = try await visitor.get(files)
            #expect(empty.says("No file is attached to this case") && empty.says("with which device is taken out"))
            let token = try #require(empty.hidden("form"))
            for _ in 0..<2 {
                let reply = try await visitor.post(
                    files, [("form", token), ("fileWords", "The log of the yard")], file: Self.longest, named: "jo.txt")
                #expect(reply.location == "\(files)?said=added", "\(reply.between("<main", "</main>") ?? "")")
            }
            let page = try await visitor.get("\(files)?said=added")
            #expect(page.says("The file is attached.") && page.count("The log of the yard") >= 1 && !page.says("jo.txt"))
            let id = try #require(try await Self.listed(place).first).id
            #expect(try await Self.listed(place).count == 1)
            let file = try await visitor.get(CasesURL.file(id, in: place.id))
            #expect(file.status == 200 && file.text.utf8.elementsEqual(Self.longest))
            #expect(file.headers["content-disposition"]?.hasPrefix("attachment; filename=\"MS-2026-") == true)
            #expect(try await visitor.get(CasesURL.looks(place.id)).says("file \(id)"))
        }
    }

    @Test("what is no file that may be kept is refused in words, and nothing is kept of it", arguments: Engine.here)
    func refused(engine: Engine) async throws {
        let place = try await CaseWorld(on: engine)
        let files = CasesURL.files(place.id)
        try await place.world.visit { visitor in
            try await CaseWorld.enter(visitor, "ada", place.path)
            for (bytes, words) in [
                (Array("#!/bin/sh\nrm".utf8), "This is a program"), ([], "The file is empty"),
                (Self.longest + Self.longest.prefix(2_000_000), "larger than 20 MB"),
            ] {
                let reply = try await visitor.post(files, [("form", UUID().uuidString), ("fileWords", "Kept words")], file: bytes)
                #expect(reply.status == 422 && reply.says(words) && reply.says("Kept words"), "\(words)")
            }
            let none = try await visitor.post(files, [("form", "x")])
            #expect(none.status == 422 && none.says("Choose a picture or a document"))
        }
        #expect(try await Self.listed(place).isEmpty)
        #expect(try await !Self.told(place).contains { $0.code == .attached })
    }

    @Test("a file leaves after a reason and an entry, and without the entry it stays", arguments: Engine.here)
    func entry(engine: Engine) async throws {
        let place = try await CaseWorld(on: engine)
        let attached = try await Self.attaching(Array(Self.words.utf8))
        _ = try await place.store.attach(attached, place.keys, form: "a", by: place.actor)
        let file = CasesURL.file(try await Self.listed(place)[0].id, in: place.id)
        _ = try await place.world.account("stranger", .firstResponder)
        try await place.world.visit { visitor in
            _ = try await visitor.signIn("stranger@example.org")
            for path in [file, "\(file)/remove", CasesURL.files(place.id)] {
                #expect(try await visitor.get(path).status == 404)
            }
            _ = try await visitor.signIn("ada@example.org")
            let asked = try await visitor.get(file)
            #expect(asked.says("Why are you opening it?") && !asked.says("lorry"))
            _ = try await visitor.post("\(place.path)/open", [("purpose", "working")])
            #expect(try await visitor.get(file).says("lorry"))
            #expect(try await visitor.get("\(CasesURL.files(place.id))/nothing").status == 404)
            place.world.recorder.close()
            let closed = try await visitor.get(file)
            #expect(closed.status == 503 && !closed.says("lorry"))
        }
    }

    @Test("what came with a concern is led to for whom may see the concern, and for nobody else")
    func ofConcerns() async throws {
        let place = try await CaseWorld()
        let answers = ConcernAnswers(["danger": ["no"], "what": ["Four men"], "where": ["Mill Lane"], "when": ["today"], "who": ["adult"]])
        let filing = Filing(answers: answers, form: .present, source: .staff, language: "en-GB", token: "file")
        let concern = try await place.world.services.concerns.file(filing, by: place.world.actor)
        try await place.world.recorder.record(.caseWrite, by: place.actor) { [keys = place.keys] write in
            try CaseStore.link(concern, keys, in: write)
            keys.trace("linked", in: write)
        }
        try await place.assign(to: try await place.world.account("responder", .firstResponder))
        try await place.world.visit { visitor in
            for (login, mayKnow) in [("ada", true), ("responder", false)] {
                try await CaseWorld.enter(visitor, login, place.path)
                let page = try await visitor.get(CasesURL.files(place.id))
                #expect(page.status == 200 && page.says("Add a file"), "\(login)")
                #expect(page.says("href=\"/concerns/\(concern)\"") == mayKnow, "\(login)")
            }
        }
    }

    @Test("taking away asks for a reason, and an emergency does not reach so far")
    func takingAway() async throws {
        let place = try await CaseWorld()
        let attached = try await Self.attaching(Array(Self.words.utf8))
        _ = try await place.store.attach(attached, place.keys, form: "a", by: place.actor)
        let id = try await Self.listed(place)[0].id
        let remove = CasesURL.takeAway(id, in: place.id)
        _ = try await place.world.account("lead", .safeguardingLead)
        try await place.world.visit { visitor in
            _ = try await visitor.signIn("lead@example.org")
            _ = try await visitor.post("\(place.path)/open", [("words", "A child is missing")])
            let list = try await visitor.get(CasesURL.files(place.id))
            #expect(list.says("The yard") && !list.says("Take away"))
            #expect(try await visitor.post(remove, [("form", "x"), ("reason", "why")]).status == 403)
            _ = try await visitor.signIn("ada@example.org")
            _ = try await visitor.post("\(place.path)/open", [("purpose", "working")])
            #expect(try await visitor.get(CasesURL.files(place.id)).says(remove))
            let form = try #require(try await visitor.get(remove).hidden("form"))
            let without = try await visitor.post(remove, [("form", form)])
            #expect(without.status == 422 && without.says("Enter why it is taken away"))
            let gone = try await visitor.post(remove, [("form", form), ("reason", "The wrong yard")])
            #expect(gone.location == "\(CasesURL.files(place.id))?said=gone")
            #expect(try await visitor.get(CasesURL.timeline(place.id)).says("The wrong yard"))
            #expect(try await visitor.get(CasesURL.file(id, in: place.id)).status == 404)
        }
    }
}
