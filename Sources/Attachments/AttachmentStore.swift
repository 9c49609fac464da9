public import Accounts
import Calendar
public import Database
import Documents
import Foundation
import Keyring
public import Ledger
public import Log
public import NeedToKnow
import Spools
public import Vault

/// A file that is sealed and stands in no table yet.
public struct SealedAttachment: Sendable {
    public let id: String
    let kind: AttachedKind
    let length: Int
    let header: [UInt8]
    let words: [UInt8]
    let chunks: SealedPieces
}

/// The sealed chunks of a file, put aside in one without a name until the change that keeps them: there they are only
/// copied, one after the other.
struct SealedPieces: Sendable {
    private let file: NamelessFile
    private let length: Int
    let count: Int

    init(_ attached: AttachedFile, _ sealer: inout ChunkSealer) throws {
        file = try NamelessFile(in: attached.folder)
        var length = 0
        var count = 0
        try attached.give(by: SealedChunks.chunkLength) { [file] chunk, isLast in
            let sealed = try sealer.seal(chunk, isLast: isLast)
            try file.append(sealed)
            length += sealed.count
            count += 1
        }
        self.length = length
        self.count = count
    }

    func read(_ number: Int) throws -> [UInt8] {
        let start = number * SealedChunks.sealedChunkLength
        return try file.read(start..<min(start + SealedChunks.sealedChunkLength, length))
    }
}

/// The only SQL over attached files.
public struct AttachmentStore: Sendable {
    private let recorder: Recorder
    private let ring: Keyring

    public init(openings: Openings) {
        recorder = openings.recorder
        ring = openings.ring
    }

    // MARK: Adding

    /// Attaches a file to a record, on the disk when this returns; once, however often the form's button is pressed.
    /// Throws `AttachmentRefusal.tooMany`.
    public func add(
        _ file: Attaching, to record: Record, _ kind: EntryClass, form: String, location: String, by viewer: Viewer
    ) async throws -> Pressed {
        let keys = try ring.keys(record.key)
        let sealed = try Self.seal(file, under: keys.data, organisation: viewer.organisation)
        return try await recorder.recordOnce(kind, form, by: viewer.actor) { write in
            try Self.insert(sealed, into: record.id, by: viewer.account, write)
            write.trace(
                Trace("attached a file", record.kind.rawValue, record.id, fields: [sealed.id]), under: keys.ledger)
            return location
        }
    }

    /// Seals before the change begins: the recorder has one thread, and twenty megabytes would hold up everyone. Throws
    /// `SpoolError` where the disk has no room.
    public static func seal(
        _ file: Attaching, under key: RecordKey, organisation: Int
    ) throws -> SealedAttachment {
        let id = Identifier.make(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
        var sealer = key.chunkSealer(at: chunkPlace(organisation, id))
        let chunks = try SealedPieces(file.file, &sealer)
        let about = try JSONEncoder().encode(About(words: file.words, remains: file.file.remains))
        return SealedAttachment(
            id: id, kind: file.file.kind, length: file.file.length, header: sealer.header,
            words: try key.seal(Array(about), at: wordsPlace(organisation, id)), chunks: chunks)
    }

    /// Inside the change that it is part of, which says so in its trace. Throws `AttachmentRefusal.tooMany`.
    /// - Parameter account: nil for the person who reported.
    public static func insert(
        _ sealed: SealedAttachment, into record: String, by account: String?, _ write: Write
    ) throws {
        guard try count(write.reader, organisation: write.organisation, record: record) < Attachment.mostOfARecord else {
            throw AttachmentRefusal.tooMany
        }
        try write.sql.execute("""
            INSERT INTO attachment (organisation, id, record, kind, length, made_at, account, from_reporter, header, sealed)
            VALUES (\(write.organisation), \(sealed.id), \(record), \(sealed.kind.rawValue), \(sealed.length),
                \(write.now.milliseconds), \(account), \(account == nil), \(sealed.header), \(sealed.words))
            """)
        for number in 0..<sealed.chunks.count {
            try write.sql.execute("""
                INSERT INTO attachment_chunk (organisation, attachment, number, sealed)
                VALUES (\(write.organisation), \(sealed.id), \(number), \(try sealed.chunks.read(number)))
                """)
        }
    }

    /// What was attached to a draft belongs to what the draft becomes. Both have the same key, so nothing is sealed anew.
    public static func move(from draft: String, to record: String, _ write: Write) throws {
        try write.sql.execute("""
            UPDATE attachment SET record = \(record)
            WHERE organisation = \(write.organisation) AND record = \(draft)
            """)
    }

    // MARK: Taking away

    /// Takes a file away: its content for good. That there was one stays known. False where it is not there.
    @discardableResult
    public static func remove(_ id: String, from record: String, _ write: Write) throws -> Bool {
        let changed = try write.sql.execute("""
            UPDATE attachment SET removed_at = \(write.now.milliseconds)
            WHERE organisation = \(write.organisation) AND id = \(id) AND record = \(record) AND removed_at IS NULL
            """)
        guard changed == 1 else { return false }
        try write.sql.execute("""
            DELETE FROM attachment_chunk WHERE organisation = \(write.organisation) AND attachment = \(id)
            """)
        return true
    }

    /// Everything that was attached to what is thrown away.
    public static func removeAll(from record: String, _ write: Write) throws {
        try write.sql.execute("""
            DELETE FROM attachment_chunk
            WHERE organisation = \(write.organisation) AND attachment IN (
                SELECT id FROM attachment WHERE organisation = \(write.organisation) AND record = \(record))
            """)
        try write.sql.execute("""
            DELETE FROM attachment WHERE organisation = \(write.organisation) AND record = \(record)
            """)
    }

    // MARK: Reading

    public static func count(_ reader: Reader, organisation: Int, record: String) throws -> Int {
        try reader.count("""
            SELECT count(*) FROM attachment
            WHERE organisation = \(organisation) AND record = \(record) AND removed_at IS NULL
            """)
    }

    /// The files of a record, oldest first, with their words opened. Record the look first.
    public static func list(
        _ reader: Reader, organisation: Int, record: String, key: RecordKey
    ) throws -> [Attachment] {
        var number = 0
        return try reader.rows("""
            SELECT id, kind, length, made_at, account, from_reporter, header, sealed, removed_at
            FROM attachment
            WHERE organisation = \(organisation) AND record = \(record)
            ORDER BY made_at, id
            """) { row -> Attachment? in
            number += 1
            guard row.intOrNil(8) == nil, let kind = AttachedKind(rawValue: try row.text(1)) else { return nil }
            let id = try row.text(0)
            let opened = try key.open(try row.bytes(7), at: wordsPlace(organisation, id))
            let about = try JSONDecoder().decode(About.self, from: Data(opened))
            return Attachment(
                id: id, number: number, kind: kind, length: try row.int(2),
                madeAt: Instant(milliseconds: Int64(try row.int(3))), account: row.textOrNil(4),
                isFromReporter: try row.bool(5), words: about.words, remains: about.remains, header: try row.bytes(6))
        }.compactMap { $0 }
    }

    /// The file itself, to be saved, never shown inside the browser: opened and given out chunk by chunk, so that a few
    /// hundred kilobytes are held however long it is. Record the look first.
    public static func download(
        _ attachment: Attachment, of record: Record, organisation: Int, key: RecordKey, database: Database
    ) -> Answer {
        let last = max(0, (attachment.length - 1) / SealedChunks.chunkLength)
        let write: Answer.Writing = { send in
            var opener = try key.chunkOpener(at: chunkPlace(organisation, attachment.id), header: attachment.header)
            for number in 0...last {
                let sealed = try await database.read { reader in
                    try reader.first("""
                        SELECT sealed FROM attachment_chunk
                        WHERE organisation = \(organisation) AND attachment = \(attachment.id) AND number = \(number)
                        """) { try $0.bytes(0) }
                }
                guard let sealed else { throw VaultError.sealBroken }
                try await send(try opener.open(sealed, isLast: number == last))
            }
        }
        return Answer(.stream(
            contentType: attachment.kind.mediaType, download: attachment.fileName(of: record.reference),
            length: attachment.length, write: write))
    }

    // MARK: Places

    private struct About: Codable {
        let words: String
        let remains: String?
    }

    /// The record is not part of it, because a draft becomes a concern; the key is, and it goes along.
    private static func chunkPlace(_ organisation: Int, _ id: String) -> SealedPlace {
        SealedPlace(organisation: organisation, table: "attachment_chunk", row: id, version: 1)
    }

    private static func wordsPlace(_ organisation: Int, _ id: String) -> SealedPlace {
        SealedPlace(organisation: organisation, table: "attachment", row: id, version: 1)
    }
}
