import Accounts
public import Calendar
import Database
import Keyring
import Ledger
import Log
import NeedToKnow
import Vault

/// A colleague's concern that is not sent yet: saved at every step, sealed, and for its writer alone.
public struct ConcernDraft: Sendable {
    public let id: String
    let key: String
    let formVersion: String
    public let savedAt: Instant
    let version: Int
}

extension ConcernStore {
    /// Saves what was typed so far. Returns the draft's identifier.
    func save(
        _ answers: ConcernAnswers, draft: ConcernDraft?, form: ConcernForm, token: String, by viewer: Viewer
    ) async throws -> String {
        let keys = try draft.map { try openings.ring.keys($0.key) } ?? recorder.takeKeys(of: openings.ring)
        let mark = reporter.mark(viewer.account)
        let plain = try answers.encoded
        let anonymous = Actor(organisation: viewer.organisation, account: nil)
        return try await recorder.recordOnce(.concernWrite, token, by: anonymous) { write in
            let id = draft?.id ?? write.newID()
            let version = (draft?.version ?? 0) + 1
            let place = SealedPlace(organisation: write.organisation, table: "concern_draft", row: id, version: version)
            let sealed = try keys.data.seal(plain, at: place)
            try write.sql.execute("""
                INSERT INTO concern_draft (organisation, reporter, id, record_key, form_version, saved_at, version, sealed)
                VALUES (\(write.organisation), \(mark), \(id), \(keys.id), \(form.version), \(write.now.milliseconds),
                    \(version), \(sealed))
                ON CONFLICT (organisation, reporter, id) DO UPDATE
                SET saved_at = excluded.saved_at, version = excluded.version, sealed = excluded.sealed
                """)
            write.trace(Trace("saved a draft", "draft", id, after: version), under: keys.ledger)
            return id
        }.location
    }

    func discard(_ draft: ConcernDraft, token: String, by viewer: Viewer) async throws {
        let keys = try openings.ring.bodyKey(draft.key)
        let mark = reporter.mark(viewer.account)
        let anonymous = Actor(organisation: viewer.organisation, account: nil)
        _ = try await recorder.recordOnce(.concernWrite, token, by: anonymous) { write in
            try Self.deleteDraft(draft.id, mark, write)
            write.trace(Trace("threw a draft away", "draft", draft.id), under: keys)
            return draft.id
        }
    }

    static func deleteDraft(_ id: String, _ mark: [UInt8], _ write: Write) throws {
        try write.sql.execute("""
            DELETE FROM concern_draft WHERE organisation = \(write.organisation) AND reporter = \(mark) AND id = \(id)
            """)
    }

    func drafts(_ reader: Reader, of viewer: Viewer) throws -> [ConcernDraft] {
        try reader.rows("""
            SELECT id, record_key, form_version, saved_at, version FROM concern_draft
            WHERE organisation = \(viewer.organisation) AND reporter = \(reporter.mark(viewer.account))
            ORDER BY saved_at DESC, id
            """, ConcernDraft.init)
    }

    /// A draft with its answers, for its writer: nobody else finds it.
    func draft(_ reader: Reader, id: String, of viewer: Viewer) throws -> (ConcernDraft, ConcernAnswers)? {
        let found = try reader.first("""
            SELECT id, record_key, form_version, saved_at, version, sealed FROM concern_draft
            WHERE organisation = \(viewer.organisation) AND reporter = \(reporter.mark(viewer.account)) AND id = \(id)
            """) { (try ConcernDraft($0), try $0.bytes(5)) }
        guard let (draft, sealed) = found else { return nil }
        let place = SealedPlace(
            organisation: viewer.organisation, table: "concern_draft", row: id, version: draft.version)
        return (draft, try ConcernAnswers(decoding: openings.ring.key(draft.key).open(sealed, at: place)))
    }
}

extension ConcernDraft {
    init(_ row: Row) throws {
        self.init(
            id: try row.text(0), key: try row.text(1), formVersion: try row.text(2),
            savedAt: Instant(milliseconds: Int64(try row.int(3))), version: try row.int(4))
    }
}
