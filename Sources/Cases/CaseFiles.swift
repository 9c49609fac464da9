import Accounts
public import Attachments
import Database
import Keyring
public import Log
import NeedToKnow

extension CaseKeys {
    /// Seals a file for this case, before the change that attaches it begins. Throws `SpoolError` where the disk is full.
    public func seal(_ file: Attaching) throws -> SealedAttachment {
        try AttachmentStore.seal(file, under: keys.data, organisation: organisation)
    }
}

/// Files of a case: sealed under its key, told on its timeline.
extension CaseStore {
    /// Attaches a file, once however often the button is pressed. Throws `AttachmentRefusal`.
    func attach(_ file: Attaching, _ keys: CaseKeys, form: String, by actor: Actor) async throws -> Pressed {
        let sealed = try keys.seal(file)
        return try await once(keys, form, by: actor) { write in
            try Self.attach(sealed, keys, in: write)
            keys.trace("attached a file", fields: [sealed.id], in: write)
            return "\(CasesURL.files(keys.record.id))?said=added"
        }
    }

    /// As the other, inside another change, which says so in its trace. Throws `AttachmentRefusal`.
    /// - Parameter sealed: under the case's own key, before the change began.
    public static func attach(_ sealed: SealedAttachment, _ keys: CaseKeys, in write: Write) throws {
        try AttachmentStore.insert(sealed, into: keys.record.id, by: write.actor.account, write)
        try CaseEvents.add(.attached, about: "file/\(sealed.id)", keys, in: write)
    }

    /// Takes a file away for good, with a reason. Nothing happens where it is not there any more.
    func takeAway(_ id: String, reason: String, _ keys: CaseKeys, form: String, by actor: Actor) async throws -> Pressed {
        try await once(keys, form, by: actor) { write in
            let place = "\(CasesURL.files(keys.record.id))?said=gone"
            guard try AttachmentStore.remove(id, from: keys.record.id, write) else {
                keys.trace("found a file taken away already", in: write)
                return place
            }
            try CaseEvents.add(.detached, about: "file/\(id)", words: EventWords(reason), keys, in: write)
            keys.trace("took a file away", fields: [id], in: write)
            return place
        }
    }
}
