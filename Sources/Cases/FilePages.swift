import Accounts
import Attachments
import Calendar
import Database
import HTTPTypes
import Keyring
import NeedToKnow
import Pages

/// Routes of the files of a case: the list, a file itself, adding one and taking one away.
struct FilePages: Sendable {
    let door: CaseDoor
    let store: CaseStore
    let database: Database
    let concerns: CasesPages.Concerns?

    var routes: [Route] {
        [
            .recordedPage(CasesURL.files("{case}"), CasesPages.policy) { ask, viewer in
                try await door.page(ask, viewer, at: "files") { room in
                    var page = FileViews.list(try await show(room), Form(["form": ask.newForm]))
                    page.banner = FileViews.said(ask.query.text("said"))
                    return page
                }
            },
            .action(CasesURL.files("{case}"), CasesPages.policy, bodyLimit: Route.uploadLimit) { ask, viewer in
                try await door.action(ask, viewer) { try await add(ask, $0) }
            },
            .recordedPage(CasesURL.file("{file}", in: "{case}"), CasesPages.policy) { ask, viewer in
                let id = ask.parameter("file")
                return try await door.answer(ask, viewer, at: "file \(id)") { room in
                    guard let file = try await show(room).files.first(where: { $0.id == id }) else { throw Refusal.notFound }
                    return AttachmentStore.download(
                        file, of: room.file.record, organisation: room.keys.organisation, key: room.keys.keys.data,
                        database: database)
                }
            },
            .recordedPage(CasesURL.takeAway("{file}", in: "{case}"), CasesPages.policy) { ask, viewer in
                try await door.page(ask, viewer, at: "taking a file away") { room in
                    let file = try await show(room).files.first { $0.id == ask.parameter("file") }
                    guard let file else { throw Refusal.notFound }
                    return FileViews.takeAway(room.file, file.id, file.name, Form(["form": ask.newForm]))
                }
            },
            .action(CasesURL.takeAway("{file}", in: "{case}"), CasesPages.policy) { ask, viewer in
                try await door.wholeAction(ask, viewer) { try await takeAway(ask, $0) }
            },
        ]
    }

    private func show(_ room: CaseRoom) async throws -> FilesShow {
        try await database.read { [concerns] reader in
            let ids = try CaseReads.concerns(reader, organisation: room.keys.organisation, of: room.file.id)
            return FilesShow(
                file: room.file,
                files: try AttachmentStore.list(
                    reader, organisation: room.keys.organisation, record: room.file.id, key: room.keys.keys.data),
                concerns: try concerns?(reader, room.viewer, ids) ?? [],
                names: try HolderNames(reader, organisation: room.keys.organisation),
                mayTakeAway: room.sight == .whole)
        }
    }

    private func add(_ ask: Ask, _ room: CaseRoom) async throws -> Answer {
        var input = await AttachmentInput(ask.form, isNeeded: true)
        if let file = input.attaching {
            do {
                let pressed = try await store.attach(file, room.keys, form: ask.formToken, by: room.viewer.actor)
                return .redirect(pressed.location)
            } catch let refusal as AttachmentRefusal { input.refuse(refusal) }
        }
        var form = Form(ask.form, input.problems)
        form.values["form"] = [ask.newForm]
        guard try await door.look(room, at: "files") else { return .page(FileViews.again(room.file, form), status: 422) }
        return .page(FileViews.list(try await show(room), form), status: 422)
    }

    private func takeAway(_ ask: Ask, _ room: CaseRoom) async throws -> Answer {
        let id = ask.parameter("file")
        let input = ReasonInput(ask.form, "reason", "Enter why it is taken away")
        guard input.problems.isEmpty else {
            return .page(FileViews.takeAway(room.file, id, "this file", Form(ask.form, input.problems)), status: 422)
        }
        let pressed = try await store.takeAway(
            id, reason: input.words, room.keys, form: ask.formToken, by: room.viewer.actor)
        return .redirect(pressed.location)
    }
}

/// Just what the list of files prints.
struct FilesShow: Sendable {
    let file: Case
    let files: [Attachment]
    /// Those that the viewer may see: what came with them stays with them.
    let concerns: [Link]
    let names: HolderNames
    let mayTakeAway: Bool
}
