import Accounts
import Attachments
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
    /// Saves what was typed so far, with the file that came along. Returns the draft's identifier. Throws
    /// `AttachmentRefusal`, and then nothing of it is kept.
    /// - Parameter removing: files that are taken away.
    func save(
        _ answers: ConcernAnswers, with attaching: Attaching? = nil, removing: [String] = [], draft: ConcernDraft?,
        form: ConcernForm, token: String, by viewer: Viewer
    ) async throws -> String {
        let keys = try draft.map { try openings.ring.keys($0.key) } ?? recorder.takeKeys(of: openings.ring)
        let file = try attaching.map { try AttachmentStore.seal($0, under: keys.data, organisation: viewer.organisation) }
        let mark = reporter.mark(viewer.account)
        let plain = answers.encoded
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
            for one in removing { try AttachmentStore.remove(one, from: id, write) }
            if let file { try AttachmentStore.insert(file, into: id, by: nil, write) }
            let files = removing + (file.map { [$0.id] } ?? [])
            write.trace(Trace("saved a draft", "draft", id, after: version, fields: files), under: keys.ledger)
            return id
        }.location
    }

    func discard(_ draft: ConcernDraft, token: String, by viewer: Viewer) async throws {
        let keys = try openings.ring.bodyKey(draft.key)
        let mark = reporter.mark(viewer.account)
        let anonymous = Actor(organisation: viewer.organisation, account: nil)
        _ = try await recorder.recordOnce(.concernWrite, token, by: anonymous) { write in
            try AttachmentStore.removeAll(from: draft.id, write)
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

extension ConcernStore {
    /// What was attached to a draft, for its writer.
    func files(_ reader: Reader, of draft: ConcernDraft, _ viewer: Viewer) throws -> [Attachment] {
        try AttachmentStore.list(
            reader, organisation: viewer.organisation, record: draft.id, key: openings.ring.key(draft.key))
    }
}

extension ConcernDraft {
    init(_ row: Row) throws {
        self.init(
            id: try row.text(0), key: try row.text(1), formVersion: try row.text(2),
            savedAt: Instant(milliseconds: Int64(try row.int(3))), version: try row.int(4))
    }
}
