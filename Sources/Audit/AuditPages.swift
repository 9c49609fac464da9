public import Accounts
import Calendar
public import Database
import Ledger
public import Log
import Pages

/// The auditor's pages: what the ledger says, and whether it is whole.
public struct AuditPages: Sendable {
    private let keys: LedgerKeys
    private let recorder: Recorder
    private let database: Database
    private let checkpoints: Checkpoints
    private let witnesses: Witnesses

    static let pageSize = 50

    public init(
        keys: LedgerKeys, recorder: Recorder, database: Database, checkpoints: Checkpoints, witnesses: Witnesses
    ) {
        self.keys = keys
        self.recorder = recorder
        self.database = database
        self.checkpoints = checkpoints
        self.witnesses = witnesses
    }

    private var proofs: ProofPages {
        ProofPages(keys: keys, recorder: recorder, database: database, checkpoints: checkpoints)
    }

    public var routes: [Route] {
        [
            .recordedPage(LedgerURL.overview, .may(.readLedger)) { ask, viewer in try await overview(ask, viewer) },
            .recordedPage("/ledger/entries/{position}", .may(.readLedger)) { ask, viewer in
                try await entry(ask, viewer)
            },
            .recordedPage("/ledger/entries/{position}/proof.txt", .may(.readLedger)) { ask, viewer in
                try await proofs.plain(ask, viewer)
            },
            .action("/ledger/entries/{position}/proof.txt", .may(.readLedger)) { ask, viewer in
                try await proofs.disclosed(ask, viewer)
            },
            .recordedPage(LedgerURL.checkpoint, .may(.readLedger)) { ask, viewer in
                try await proofs.checkpoint(ask, viewer)
            },
            .page(LedgerURL.verifier, .may(.readLedger)) { _, _, _ in
                .file(LedgerExport.verifier, "text/x-python; charset=utf-8", download: "verify.py")
            },
            .action(LedgerURL.verify, .may(.readLedger)) { ask, viewer in try await verify(ask, viewer) },
            .export(LedgerURL.compare, .may(.readLedger)) { ask, viewer, reader in
                try compare(ask, viewer, reader)
            },
        ]
    }

    private func record(_ trace: Trace, by viewer: Viewer) async throws {
        try await recorder.record(.auditRead, by: viewer.actor) { $0.trace(trace) }
    }

    // MARK: The list

    private func overview(_ ask: Ask, _ viewer: Viewer) async throws -> Answer {
        let input = LedgerInput(ask.query)
        let page = input.page
        try await record(Trace("looked at the ledger", "ledger", input.query.about ?? ""), by: viewer)
        let organisation = viewer.organisation
        let problem = checkpoints.problem(organisation)
        let (keys, checkpoints, witnesses) = (keys, checkpoints, witnesses)
        let show = try await database.readLong { reader in
            let list = LedgerList(keys, organisation)
            let found = try list.page(
                reader, input.query, from: (page - 1) * Self.pageSize, count: Self.pageSize)
            let newest: SignedCheckpoint?
            var words = problem?.words
            do { newest = try checkpoints.newest(reader, organisation: organisation) } catch {
                newest = nil
                words = words ?? "\(error)"
            }
            return LedgerShow(
                input: input, size: try list.size(reader), total: found.total, lines: found.lines, newest: newest,
                problem: words.map { .init(words: $0, at: problem?.at) },
                accounts: try AccountStore.list(reader, organisation: organisation),
                verifierKey: try keys.verifierKey(
                    organisation: organisation, ledger: try LedgerPosition.number(reader, organisation: organisation)),
                closed: try LedgerPosition.closed(reader, keys: keys, organisation: organisation),
                witnesses: try witnesses.all(reader, organisation: organisation),
                witnessed: try WitnessedLogs.all(reader, organisation: organisation).filter(\.isFollowed),
                forks: try WitnessedLogs.forks(reader, organisation: organisation))
        }
        return .page(LedgerViews.overview(show), status: input.problems.isEmpty ? 200 : 422)
    }

    // MARK: One entry

    private func entry(_ ask: Ask, _ viewer: Viewer) async throws -> Answer {
        guard let position = Int(ask.parameter("position")), position >= 0 else { throw Refusal.notFound }
        let organisation = viewer.organisation
        let (keys, checkpoints) = (keys, checkpoints)
        let size = try await database.read { try LedgerList(keys, organisation).size($0) }
        guard position < size else { throw Refusal.notFound }
        try await record(Trace("looked at entry \(position) of the ledger", "ledger"), by: viewer)
        let show = try await database.readLong { reader -> EntryShow? in
            let newest = try? checkpoints.newest(reader, organisation: organisation)
            guard let proof = try LedgerList(keys, organisation).entry(reader, at: position, checkpoint: newest) else {
                return nil
            }
            return EntryShow(
                proof: proof, newest: newest, size: size,
                accounts: try AccountStore.list(reader, organisation: organisation))
        }
        guard let show else { return .page(EntryViews.missing(position)) }
        return .page(EntryViews.show(show))
    }

    // MARK: Checking

    private func verify(_ ask: Ask, _ viewer: Viewer) async throws -> Answer {
        try await record(Trace("checked the whole ledger", "ledger"), by: viewer)
        let report = try await LedgerAudit.verify(
            database, keys: keys, organisation: viewer.organisation,
            lastSigned: checkpoints.lastSigned(viewer.organisation))
        return .page(CheckViews.result(report, at: ask.now))
    }

    private func compare(_ ask: Ask, _ viewer: Viewer, _ reader: Reader) throws -> Answer {
        let code = ask.query.text("code")
        guard ask.query.has("code") else { return .page(CheckViews.compare("", nil, .none)) }
        guard !code.isEmpty else {
            return .page(CheckViews.compare("", nil, Problems("code", "Paste or type the code")), status: 422)
        }
        let match = try LedgerCode(keys, viewer.organisation).find(code, reader)
        if case .notACode = match {
            let words = "A code is 64 hexadecimal digits or the first \(LedgerCode.fewestDigits) of them, 44 characters that end "
                + "in =, or a whole signed checkpoint. Check that all of it was copied"
            return .page(CheckViews.compare(code, nil, Problems("code", words)), status: 422)
        }
        return .page(CheckViews.compare(code, match, .none))
    }
}
