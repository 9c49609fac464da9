public import Accounts
import Calendar
public import Database
import Ledger
public import Log

/// A part of the organisation that records are given to: "Children's front door", "Housing options".
public struct Team: Sendable, Hashable {
    public let id: String
    public let name: String
    /// What answers of a form lead to it: "children", "adults", "housing"; empty where none does.
    public let service: String
    public let version: Int
}

/// The only SQL over teams, their members and the lines of management.
public struct TeamStore: Sendable {
    let recorder: Recorder

    public init(recorder: Recorder) { self.recorder = recorder }

    /// Services that answers can lead to, in the order of the list.
    public static let services: [(key: String, name: String)] = [
        ("", "None"), ("children", "Children’s services"), ("adults", "Adults’ services"), ("housing", "Housing"),
        ("enforcement", "Licensing, trading standards, environmental health"), ("community", "Community safety"),
    ]

    public static func list(_ reader: Reader, organisation: Int) throws -> [Team] {
        try reader.rows("""
            SELECT id, name, service, version FROM team
            WHERE organisation = \(organisation) AND removed_at IS NULL
            ORDER BY name, id
            """) { Team(id: try $0.text(0), name: try $0.text(1), service: try $0.text(2), version: try $0.int(3)) }
    }

    public static func members(_ reader: Reader, organisation: Int) throws -> [String: [String]] {
        let rows = try reader.rows("""
            SELECT team, account FROM team_member WHERE organisation = \(organisation) ORDER BY team, account
            """) { (team: try $0.text(0), account: try $0.text(1)) }
        return Dictionary(grouping: rows, by: \.team).mapValues { $0.map(\.account) }
    }

    /// The team that a service's records go to; nil where no team has it.
    public static func team(_ reader: Reader, organisation: Int, service: String) throws -> String? {
        try reader.first("""
            SELECT id FROM team
            WHERE organisation = \(organisation) AND service = \(service) AND removed_at IS NULL
            ORDER BY id LIMIT 1
            """) { try $0.text(0) }
    }

    /// - Parameter id: nil for a new team. Throws `Refusal.changedMeanwhile`.
    public func save(
        _ id: String?, version: Int, name: String, service: String, members: [String], form: String, by actor: Actor
    ) async throws -> Pressed {
        try await recorder.recordOnce(.accountWrite, form, by: actor) { write in
            let team = id ?? write.newID()
            if id == nil {
                try write.sql.execute("""
                    INSERT INTO team (organisation, id, name, service, version)
                    VALUES (\(write.organisation), \(team), \(name), \(service), 1)
                    """)
            } else {
                let changed = try write.sql.execute("""
                    UPDATE team SET name = \(name), service = \(service), version = \(version + 1)
                    WHERE organisation = \(write.organisation) AND id = \(team) AND version = \(version)
                        AND removed_at IS NULL
                    """)
                guard changed == 1 else {
                    throw Refusal.changedMeanwhile("Somebody changed this team in between. Go back, reload it, and make your change again.")
                }
            }
            try write.sql.execute("""
                DELETE FROM team_member WHERE organisation = \(write.organisation) AND team = \(team)
                """)
            for account in Set(members).sorted() {
                try write.sql.execute("""
                    INSERT INTO team_member (organisation, account, team)
                    VALUES (\(write.organisation), \(account), \(team))
                    """)
            }
            write.trace(Trace(
                id == nil ? "added a team" : "changed a team", "team", team, before: id == nil ? nil : version,
                after: id == nil ? 1 : version + 1, fields: ["name", "service", "members"]))
            return NeedToKnowURL.teams
        }
    }

    public func remove(_ id: String, version: Int, form: String, by actor: Actor) async throws -> Pressed {
        try await recorder.recordOnce(.accountWrite, form, by: actor) { write in
            let changed = try write.sql.execute("""
                UPDATE team SET removed_at = \(write.now.milliseconds), version = \(version + 1)
                WHERE organisation = \(write.organisation) AND id = \(id) AND version = \(version) AND removed_at IS NULL
                """)
            guard changed == 1 else { throw Refusal.notFound }
            write.trace(Trace("removed a team", "team", id, before: version, after: version + 1))
            return NeedToKnowURL.teams
        }
    }

    /// Sets who manages an account; an empty list takes the line away.
    public func setManagers(_ managers: [String], of account: String, form: String, by actor: Actor) async throws -> Pressed {
        try await recorder.recordOnce(.accountWrite, form, by: actor) { write in
            try write.sql.execute("""
                DELETE FROM line_manager WHERE organisation = \(write.organisation) AND account = \(account)
                """)
            for manager in Set(managers).sorted() where manager != account {
                try write.sql.execute("""
                    INSERT INTO line_manager (organisation, account, manager)
                    VALUES (\(write.organisation), \(account), \(manager))
                    """)
            }
            write.trace(Trace("set who manages an account", "account", account, fields: ["line"]))
            return NeedToKnowURL.teams
        }
    }
}

/// Addresses of this feature, typed once.
public enum NeedToKnowURL {
    public static let teams = "/teams"
    public static let newTeam = "/teams/new"
    public static func team(_ id: String) -> String { "/teams/\(id)" }
    public static func removeTeam(_ id: String) -> String { "/teams/\(id)/remove" }
    public static func line(_ account: String) -> String { "/teams/lines/\(account)" }
    public static let looks = "/looks"
    public static func look(_ id: String) -> String { "/looks/\(id)" }
}
