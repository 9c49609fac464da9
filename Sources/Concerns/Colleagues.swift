import Accounts
import Database
import NeedToKnow
import Synchronization

/// Finds colleagues in what somebody reported, before the writer's turn: splitting all names and the words of each concern
/// there would hold up everyone who saves. The writer then only checks that the accounts are still the same.
final class Colleagues: Sendable {
    private let database: Database
    private let known = Mutex<Known?>(nil)

    init(_ database: Database) { self.database = database }

    /// All accounts of an organisation as of one moment.
    private struct Known: Sendable {
        let stamp: AccountStamp
        let active: Set<String>
        let people: NamedPeople

        init(_ reader: Reader, organisation: Int) throws {
            stamp = try AccountStore.stamp(reader, organisation: organisation)
            let accounts = try AccountStore.list(reader, organisation: organisation).filter(\.active)
            active = Set(accounts.map(\.id))
            people = NamedPeople(accounts.map { ($0.id, $0.name) })
        }

        func mention(_ words: String) -> Mention { Mention(stamp: stamp, active: active, named: people.found(in: words)) }
    }

    /// Whom some words name.
    struct Mention: Sendable {
        fileprivate let stamp: AccountStamp
        /// Those who can be kept from a record.
        let active: Set<String>
        let named: Set<String>
    }

    /// As the accounts were when they were last read; to be settled inside the change.
    func mentioned(in words: String, organisation: Int) async throws -> Mention {
        if let known = known.withLock({ $0 }), known.stamp.organisation == organisation { return known.mention(words) }
        // Never out of a change that may still be undone: its versions could come again with other names.
        let fresh = try await database.read { try Known($0, organisation: organisation) }
        known.withLock { $0 = fresh }
        return fresh.mention(words)
    }

    /// As the accounts are inside the change.
    func settled(_ mention: Mention, of words: String, _ reader: Reader) throws -> Mention {
        guard try AccountStore.stamp(reader, organisation: mention.stamp.organisation) != mention.stamp else { return mention }
        known.withLock { $0 = nil }
        return try Known(reader, organisation: mention.stamp.organisation).mention(words)
    }
}
