public import Accounts
public import Database
import Keyring
import Log
import NeedToKnow

/// What somebody who reported said of themselves: what to call them, and how to reach them.
public struct Reporter: Sendable {
    public let names: [String]
    public let contacts: [String]
}

extension ConcernStore {
    /// Those who reported these concerns, for a text that must name nobody. Never for a page.
    ///
    /// Who types names into a text and has it compared could find out who reported, so each concern that is opened has its
    /// entry first, under its own key and on the disk; nothing is opened where that fails. A concern whose key was destroyed
    /// says nothing any more. A colleague who reported is not in the answers, and is left out: nobody but themselves finds
    /// what they reported (`ReporterMark`).
    public func reporters(of ids: [String], in database: Database, by viewer: Viewer) async throws -> [Reporter] {
        let organisation = viewer.organisation
        let concerns = try await database.read { reader in
            try ids.compactMap { try ConcernReads.concern(reader, organisation: organisation, id: $0) }
        }
        let opened = try concerns.compactMap { concern in try keys(of: concern).map { (concern, $0) } }
        guard !opened.isEmpty else { return [] }
        try await recorder.record(.caseRead, by: viewer.actor) { write in
            for (concern, keys) in opened {
                write.trace(
                    Trace("compared the text of a notification with who reported", "concern", concern.id), under: keys.ledger)
            }
        }
        return try await database.read { reader in
            try opened.map { concern, keys in
                let answers = try ConcernReads.answers(reader, organisation: organisation, concern: concern, key: keys.data)
                return Reporter(names: answers.all("callYou"), contacts: answers.all("telephone") + answers.all("email"))
            }
        }
    }

    private func keys(of concern: Concern) throws -> RecordKeys? {
        do { return try openings.ring.keys(concern.key) } catch KeyringError.destroyed { return nil }
    }
}
