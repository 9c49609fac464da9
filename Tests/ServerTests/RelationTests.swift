import Accounts
import Calendar
import Cases
@testable import Concerns
import Database
import Foundation
import HTTPTypes
import Keyring
import Log
import NeedToKnow
@testable import Server
import Support
import Testing

/// Who may do what with one record: `Tests/Fixtures/relations.csv` says it for every role and for each way in which
/// somebody can stand to the record, and each cell is tried.
@Suite("Relations")
struct RelationTests {
    /// How somebody stands to a concern, and so to the case that came of it.
    enum Relation: String, CaseIterable {
        case none, holder, team, shielded, line, reporter
    }

    private static let header = "method,path,relation," + AccessTests.header.split(separator: ",").dropFirst(3).joined(separator: ",")

    /// Routes whose address names a concern, a draft of one, or a case.
    private static func routes(_ services: Services) -> [Route] {
        allRoutes(services).filter { route in
            ["/concerns/{", "/concerns/drafts/{", "/my/concerns/{", "/cases/{"].contains { route.path.hasPrefix($0) }
        }
    }

    private static func key(_ route: Route, _ relation: Relation) -> String {
        "\(route.method.rawValue),\(route.path),\(relation.rawValue)"
    }

    /// Outcomes by "GET,/cases/{case},none", one a role.
    private func table() throws -> [String: [String]] {
        try OutcomeTable(file: "relations.csv", header: Self.header, keys: 3, separator: ",").read()
    }

    @Test("every route that names a record lets in whom the table says, by role and by relation, and nobody else")
    func matrix() async throws {
        let place = try await RelationWorld()
        let table = try table()
        let routes = Self.routes(place.world.services)
        let found = try await place.world.visit { first in
            var found: [String: [String]] = [:]
            for subject in place.subjects {
                let visitor = try await place.enter(first, subject)
                // Pages are asked for before anything is opened, forms are sent after.
                for route in routes where route.method == .get {
                    let reply = try await visitor.get(place.path(route, subject))
                    found[Self.key(route, subject.relation), default: []].append(Self.outcome(reply))
                }
                for record in ["/concerns/\(subject.concern)", "/cases/\(subject.file)"] {
                    _ = try await visitor.post("\(record)/open", [("purpose", "working"), ("words", "to try it")])
                }
                for route in routes where route.method == .post {
                    let reply = try await visitor.post(place.path(route, subject))
                    found[Self.key(route, subject.relation), default: []].append(Self.outcome(reply))
                }
            }
            return found
        }
        let wrong = found.sorted { $0.key < $1.key }.compactMap { key, outcomes -> String? in
            guard let expected = table[key], expected != outcomes else { return nil }
            return "\(key): \(expected.joined(separator: ",")) expected, \(outcomes.joined(separator: ",")) found"
        }
        #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
        let missing = found.filter { table[$0.key] == nil }.map { "\($0.key),\($0.value.joined(separator: ","))" }.sorted()
        if !missing.isEmpty {
            Issue.record("""
                Tests/Fixtures/relations.csv lacks these lines. Check that each says who should, then add:
                \(missing.joined(separator: "\n"))
                """)
        }
        let left = table.keys.filter { found[$0] == nil }.sorted()
        #expect(left.isEmpty, "relations.csv has lines without a route. Take out:\n\(left.joined(separator: "\n"))")
    }

    private static func outcome(_ reply: Reply) -> String {
        if reply.status == 404 { return "not found" }
        if reply.says("Open it in an emergency") { return "outline" }
        return reply.status == 403 || reply.status >= 500 ? "no" : "yes"
    }

    @Test("no list, count, search or ledger page shows a record to whom it is closed", arguments: [Relation.shielded, .line])
    func closed(relation: Relation) async throws {
        let place = try await RelationWorld()
        let pages = allRoutes(place.world.services).filter { $0.method == .get && !$0.path.contains("{") }.map(\.path)
        let subjects = place.subjects.filter { $0.relation == relation }
        try await place.world.visit { first in
            for subject in subjects {
                let visitor = try await place.enter(first, subject)
                let records = try await place.records(subject)
                let asked = records.references.flatMap { ["/cases/find?q=\($0)", "/work?q=\($0)", "/plans?q=\($0)"] }
                let lists = ["waiting", "mine", "taken", "news", "decided", "all", "open", "closed"]
                    .flatMap { show in (1...3).flatMap { ["/concerns?show=\(show)&page=\($0)", "/cases?show=\(show)&page=\($0)"] } }
                for page in pages + lists + asked {
                    let reply = try await visitor.get(page)
                    for word in records.references + records.ids where !page.contains(word) {
                        #expect(!reply.says(word), "\(subject.role.name), \(relation.rawValue): \(page) shows \(word)")
                    }
                    #expect(!(reply.location ?? "").contains(subject.file), "\(subject.role.name): \(page)")
                }
                guard RoleSet([subject.role]).may(.triage) || RoleSet([subject.role]).may(.oversee) else { continue }
                let others = place.subjects.count - 1
                #expect(try await visitor.get("/concerns").says("of \(others) concerns"))
                #expect(try await visitor.get("/cases").says("of \(others) cases"))
            }
        }
    }
}

/// For every role and relation somebody who stands so to a concern and its case, and to no other.
struct RelationWorld {
    struct Subject {
        let role: Role
        let relation: RelationTests.Relation
        let account: String
        let concern: String
        let file: String
        let person: String
        let draft: String

        var login: String { "\(role)-\(relation.rawValue)".lowercased() }
    }

    let world: World
    private(set) var subjects: [Subject] = []

    init() async throws {
        world = try await World()
        for relation in RelationTests.Relation.allCases {
            for role in Role.allCases { subjects.append(try await make(role, relation)) }
        }
    }

    private func make(_ role: Role, _ relation: RelationTests.Relation) async throws -> Subject {
        let tag = "\(role)\(relation.rawValue)".lowercased()
        let account = try await world.account("\(role)-\(relation.rawValue)".lowercased(), role, name: "Subject \(tag)")
        let teams = TeamStore(recorder: world.recorder)
        var words = "Four men sleep in the container."
        if relation == .shielded { words += " Subject \(tag) takes the money." }
        if relation == .line {
            let below = try await world.account("below-\(tag)", .reader, name: "Below \(tag)")
            _ = try await teams.setManagers([account], of: below, form: "line-\(tag)", by: world.actor)
            words += " Below \(tag) takes the money."
        }
        let filing = Filing(
            answers: ConcernAnswers(["danger": ["no"], "what": [words], "where": ["Mill Lane"], "when": ["today"], "who": ["adult"]]),
            form: .present, source: .staff, language: "en-GB", token: "file-\(tag)")
        let reporter = relation == .reporter ? account : world.administrator
        let concern = try await world.services.concerns.file(filing, by: Actor(organisation: 1, account: reporter))
        let draft = try await world.services.concerns.save(
            ConcernAnswers(["what": ["Not sent yet"]]), draft: nil, form: .present, token: "draft-\(tag)",
            by: viewer(reporter))
        let keys = try world.services.ring.take()
        var team: String?
        if relation == .team {
            _ = try await teams.save(
                nil, version: 0, name: "Team \(tag)", service: "", members: [account], form: "team-\(tag)", by: world.actor)
            team = try await world.database.read { reader in
                try TeamStore.list(reader, organisation: 1).first { $0.name == "Team \(tag)" }?.id
            }
        }
        let holder = relation == .holder ? account : team
        let (file, person) = try await world.recorder.record(.caseWrite, by: world.actor) { write in
            let file = try CaseStore.open(from: [concern], in: write, keys: keys)
            let sealer = CaseKeys(file.record, organisation: 1, keys: keys)
            var person = Person()
            person.first = "Kestutis"
            if let holder {
                for record in [concern, file.id] { try Knowing.assign(record, to: holder, isTeam: relation == .team, write) }
            }
            return (file.id, try CaseStore.add(person, sealer, in: write))
        }
        return Subject(
            role: role, relation: relation, account: account, concern: concern, file: file, person: person, draft: draft)
    }

    private func viewer(_ account: String) -> Viewer {
        Viewer(
            organisation: 1, organisationName: "", isDemonstration: false, account: account, name: "", roles: RoleSet([]),
            posts: [], session: [], mustChangePassword: false)
    }

    /// At a browser of their own. Thirty sign-ins a minute are allowed from one network.
    func enter(_ first: Visitor, _ subject: Subject) async throws -> Visitor {
        world.clock.now = world.clock.now.adding(seconds: 61)
        let visitor = Visitor(first)
        _ = try await visitor.signIn("\(subject.login)@example.org")
        return visitor
    }

    func path(_ route: Route, _ subject: Subject) -> String {
        route.path.replacing("{concern}", with: subject.concern).replacing("{case}", with: subject.file)
            .replacing("{draft}", with: subject.draft).replacing("{person}", with: subject.person)
            .replacing("{part}", with: subject.person).replacing("{kind}", with: "person")
    }

    /// What must not be found anywhere by whom the records are closed to.
    func records(_ subject: Subject) async throws -> (references: [String], ids: [String]) {
        let references = try await world.database.read { reader in
            [
                try ConcernReads.concern(reader, organisation: 1, id: subject.concern)?.reference,
                try CaseReads.find(reader, organisation: 1, id: subject.file)?.reference,
            ].compactMap(\.self)
        }
        return (references, [subject.concern, subject.file, subject.person])
    }
}
