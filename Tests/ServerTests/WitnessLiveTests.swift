import Accounts
import Calendar
import Database
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Ledger
import Log
import NIOCore
@testable import Server
import Support
import Testing

/// Two councils' programs at real sockets, each the other's witness.
@Suite("Witnesses over the wire", .serialized)
struct WitnessLiveTests {
    private static func cosigner(_ world: World, _ name: String) async throws -> Cosigner {
        let organisation = try #require(try world.database.readNow { try AccountStore.organisations($0) }.first)
        return try await world.services.becomeWitness(name, of: organisation)
    }

    private static func key(_ world: World) throws -> NoteVerifier {
        try NoteVerifier(vkey: try world.services.keys.verifierKey(organisation: 1))
    }

    private static func beat(_ world: World) async throws {
        try await world.services.checkpoints.sign(1)
        try await world.services.witnesses.ask(1)
    }

    private static func standing(_ world: World) async throws -> WitnessStanding {
        let witnesses = world.services.witnesses
        return try #require(try await world.database.read { try witnesses.all($0, organisation: 1) }.first)
    }

    private static func size(_ world: World) async throws -> Int {
        try await world.database.read { try LedgerPosition.size($0, organisation: 1) }
    }

    @Test("two vouch for each other, come to rest, and an export carries it", arguments: Engine.here)
    func each(engine: Engine) async throws {
        let (one, two) = (try await World(on: engine), try await World(on: engine))
        let (first, second) = (try await Self.cosigner(one, "one.example/witness"), try await Self.cosigner(two, "two.example/witness"))
        try await WitnessedLogs(one.recorder).follow(try Self.key(two), organisation: 1)
        try await WitnessedLogs(two.recorder).follow(try Self.key(one), organisation: 1)
        try await buildApplication(one.services).test(.live) { oneClient in
            let onePort = try #require(oneClient.port)
            try await buildApplication(two.services).test(.live) { twoClient in
                let twoPort = try #require(twoClient.port)
                try await one.services.witnesses.add(second, url: "http://127.0.0.1:\(twoPort)/witness", organisation: 1)
                try await two.services.witnesses.add(first, url: "http://localhost:\(onePort)/witness/", organisation: 1)
                for _ in 0..<3 {
                    try await Self.beat(one)
                    try await Self.beat(two)
                }
                let before = (try await Self.size(one), try await Self.size(two))
                for _ in 0..<3 {
                    try await Self.beat(one)
                    try await Self.beat(two)
                }
                let after = (try await Self.size(one), try await Self.size(two))
                #expect(after == before)
                _ = try await one.account("lee", .reader)
                try await Self.beat(one)
                let standing = try await Self.standing(one)
                let size = try await Self.size(one)
                #expect(standing.problem == nil && standing.newest?.size == size)
                #expect(standing.cosigner == second)
            }
        }
        let folder = ExportFolder(one.folder + "/export")
        _ = try await LedgerExport(one.services.keys, 1).write(one.database, to: folder)
        let report = ExportCheck(key: try Self.key(one), witnesses: [second]).check { folder.read($0) }
        #expect(report.isSound && report.witnessed.map(\.name) == ["two.example/witness"])
        for world in [one, two] {
            let (keys, file) = (world.services.keys, world.services.checkpoints.lastSigned(1))
            #expect(try await LedgerAudit.verify(world.database, keys: keys, organisation: 1, lastSigned: file).isClean)
        }
        // The auditor reads who vouched for it.
        _ = try await one.account("audit", .auditor)
        try await one.visit { visitor in
            _ = try await visitor.signIn("audit@example.org")
            let page = try await visitor.get("/ledger")
            #expect(page.says("two.example/witness") && page.says("For whose ledger this installation vouches"))
        }
    }

    @Test("a witness that is away costs seconds of the beat and nothing else, and is caught up with", arguments: Engine.here)
    func away(engine: Engine) async throws {
        let (one, two) = (try await World(on: engine), try await World(on: engine))
        let second = try await Self.cosigner(two, "two.example/witness")
        try await WitnessedLogs(two.recorder).follow(try Self.key(one), organisation: 1)
        // Nobody listens there.
        try await one.services.witnesses.add(second, url: "http://127.0.0.1:1/witness", organisation: 1)
        try await Self.beat(one)
        #expect(try await Self.standing(one).problem?.words == "It does not answer. It is asked again each minute.")
        #expect(try await Self.standing(one).newest == nil)
        _ = try await one.account("lee", .reader)
        try await Self.beat(one)
        try await buildApplication(two.services).test(.live) { client in
            let port = try #require(client.port)
            try await one.services.witnesses.add(second, url: "http://127.0.0.1:\(port)/witness", organisation: 1)
            try await Self.beat(one)
            #expect(try await Self.standing(one).problem == nil)
            let size = try await Self.size(one)
            #expect(try await Self.standing(one).newest?.size == size)
        }
    }

    @Test("a witness that takes the request and never answers is given up after five seconds, and pages go on meanwhile")
    func silent() async throws {
        let world = try await World()
        let second = try await Self.cosigner(try await World(), "two.example/witness")
        let silence = try #require(Silence())
        try await world.services.witnesses.add(second, url: "http://127.0.0.1:\(silence.port)/witness", organisation: 1)
        try await world.services.checkpoints.sign(1)
        let began = ContinuousClock.now
        async let asked: Void = world.services.witnesses.ask(1)
        try await world.visit { visitor in
            let signedIn = try await visitor.signIn("administrator@example.org")
            let page = try await visitor.get("/accounts")
            #expect(signedIn.status == 303 && page.status == 200)
        }
        #expect(ContinuousClock.now - began < .seconds(4))
        try await asked
        #expect(ContinuousClock.now - began < .seconds(9))
        #expect(try await Self.standing(world).problem?.words == "It did not answer in time. It is asked again each minute.")
    }

    /// A port at which connections are taken and nothing is said.
    private final class Silence {
        let port: Int
        private let socket: Int32

        init?() {
            socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
            var length = socklen_t(MemoryLayout<sockaddr_in>.size)
            let (socket, size) = (socket, length)
            let bound = withUnsafeMutablePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                    bind(socket, pointer, size) == 0 && listen(socket, 8) == 0 && getsockname(socket, pointer, &length) == 0
                }
            }
            guard bound else { return nil }
            port = Int(in_port_t(bigEndian: address.sin_port))
        }

        deinit { close(socket) }
    }

    @Test("where an answer was lost on the way, the ledger goes on from what the witness tells", arguments: Engine.here)
    func told(engine: Engine) async throws {
        let (one, two) = (try await World(on: engine), try await World(on: engine))
        let second = try await Self.cosigner(two, "two.example/witness")
        try await WitnessedLogs(two.recorder).follow(try Self.key(one), organisation: 1)
        try await buildApplication(two.services).test(.live) { client in
            let port = try #require(client.port)
            let url = "http://127.0.0.1:\(port)/witness"
            try await one.services.witnesses.add(second, url: url, organisation: 1)
            try await one.services.checkpoints.sign(1)
            let seen = try await Self.size(one)
            let clock = one.clock
            try await Witnesses(recorder: one.recorder, database: one.database, keys: one.services.keys, clock: { clock.now }) {
                _ = try await WitnessClient.send($0, $1)
                throw WitnessTrouble.brokeOff
            }.ask(1)
            #expect(try await two.database.read { try WitnessedLogs.all($0, organisation: 1) }.first?.size == seen)
            #expect(try await Self.standing(one).newest == nil)
            _ = try await one.account("lee", .reader)
            try await Self.beat(one)
            let size = try await Self.size(one)
            #expect(try await Self.standing(one).newest?.size == size)
            #expect(size > seen)

            // A third, with a name that the witness does not know.
            let three = try await World(on: engine)
            try await three.services.witnesses.add(second, url: url, organisation: 1)
            try await Self.beat(three)
            #expect(try await Self.standing(three).problem?.words.contains("another key for this ledger") == true)
        }
    }

    @Test("the route answers with the statuses of the standard, and reads no more than it must")
    func statuses() async throws {
        let (one, two) = (try await World(), try await World())
        try await buildApplication(two.services).test(.live) { client in
            @Sendable func post(_ body: String) async throws -> (Int, String, String) {
                let reply = try await client.execute(
                    uri: "/witness/add-checkpoint", method: .post, headers: [:], body: ByteBuffer(string: body))
                return (reply.status.code, reply.headers[.contentType] ?? "", String(buffer: reply.body))
            }
            let signed = try #require(try await one.services.checkpoints.sign(1))
            #expect(try await post("old 0\n\n\(signed.note)").0 == 404)
            let cosigner = try await Self.cosigner(two, "two.example/witness")
            #expect(try await post("old 0\n\n\(signed.note)").0 == 404)
            try await WitnessedLogs(two.recorder).follow(try Self.key(one), organisation: 1)
            let good = try await post("old 0\n\n\(signed.note)")
            #expect(good.0 == 200 && good.1 == "text/plain; charset=utf-8" && good.2.hasPrefix("— \(cosigner.name) "))
            #expect(try cosigner.time(of: SignedNote(parsing: Array((signed.note + good.2).utf8))) != nil)
            let conflict = try await post("old 0\n\n\(signed.note)")
            #expect(conflict.0 == 409)
            #expect(conflict.1 == "text/x.tlog.size" && conflict.2 == "\(signed.size)\n")
            #expect(try await post("old \(signed.size)\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n\(signed.note)").0 == 422)
            let forged = signed.note.replacing("\n\(signed.size)\n", with: "\n999\n")
            #expect(try await post("old \(signed.size)\n\n\(forged)").0 == 403)
            #expect(try await post("old \(signed.size + 1)\n\n\(signed.note)").0 == 400)
            #expect(try await post("old").0 == 400)
            #expect(try await post(String(repeating: "a", count: 20_000)).0 == 413)
            #expect(try await post("old \(signed.size)\n\n\(signed.note)").0 == 200)
        }
    }

    @Test("requests leave for this computer and private networks only", arguments: [
        ("http://127.0.0.1:8081/witness", true), ("http://localhost/witness", true), ("http://10.1.2.3/w", true),
        ("http://172.16.0.1/w", true), ("http://172.31.255.1", true), ("http://192.168.1.1:81/a/b/", true), ("http://[::1]:80/w", true),
        ("http://[fd00::1]/w", true), ("https://127.0.0.1/w", false), ("http://172.32.0.1/w", false), ("http://8.8.8.8/w", false),
        ("http://169.254.169.254/latest", false), ("http://witness.example/w", false), ("http://[fe80::1]/w", false),
        ("http://0.0.0.0/w", false), ("http://127.1/w", false), ("http://0x7f000001/w", false), ("http://[::ffff:8.8.8.8]/w", false),
        ("http://user@127.0.0.1/w", false), ("http://127.0.0.1/w?x=1", false), ("ftp://127.0.0.1/w", false), ("", false),
    ])
    func addresses(url: String, isTaken: Bool) {
        #expect(((try? WitnessAddress(url)) != nil) == isTaken, "\(url)")
    }
}
