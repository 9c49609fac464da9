import Accounts
import ArgumentParser
import Calendar
import Ledger
import Log
import Server

struct AuditVerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Check everything that is stored of the ledger, or an export, or a proof.",
        discussion: """
            Reads every stored row, hashes it anew, and compares it with what was signed. Changes nothing.
            With a path it checks an exported folder or a .tlog-proof file instead, and needs no database.
            Exit codes: 0 nothing missing or changed, 2 something is, 1 the check could not be made.

            EXAMPLES
              granville audit verify --data /srv/granville
              granville audit verify --data /srv/granville --json | jq .clean
              granville audit verify export-2026 --key "$(cat key-from-the-minutes)" --remembered export-2025/checkpoint
              granville audit verify entry-7.tlog-proof --key "$(cat key-from-the-minutes)"
            """)

    @OptionGroup var data: DataOptions

    @Argument(help: "An exported folder or a .tlog-proof file; without it, the database is checked.")
    var path: String?

    @OptionGroup var trust: TrustOptions

    @Flag(help: "Print one JSON object instead of sentences.")
    var json = false

    func run() async throws {
        if let path { return try OutsideCheck(path: path, trust: trust, json: json).run() }
        let services = try data.services()
        defer { services.close() }
        var ledgers: [CheckedLedger] = []
        for organisation in try services.organisations() {
            let line = ProgressLine("entries checked")
            let report = try await LedgerAudit.verify(
                services.database, keys: services.keys, organisation: organisation.id,
                lastSigned: services.checkpoints.lastSigned(organisation.id), progress: line.show)
            line.end()
            ledgers.append(CheckedLedger(organisation, report))
        }
        let isClean = ledgers.allSatisfy { $0.findings.isEmpty }
        if json {
            try printJSON(CheckedLedgers(clean: isClean, ledgers: ledgers))
        } else {
            for ledger in ledgers {
                print("\(ledger.name): \(ledger.summary)")
                for finding in ledger.findings { print("  \(finding.words)") }
                if ledger.omitted > 0 { print("  … and \(ledger.omitted) more") }
            }
        }
        if !isClean { throw ExitCode(2) }
    }
}

private struct CheckedLedgers: Encodable {
    var clean: Bool
    var ledgers: [CheckedLedger]
}

private struct CheckedLedger: Encodable {
    struct Finding: Encodable {
        var entry: Int?
        var table: String
        var words: String
    }

    var organisation: Int
    var name: String
    var entries: Int
    var checkpoints: Int
    /// Moments of the first and last entry, ISO 8601.
    var from: String?
    var to: String?
    /// Hexadecimal.
    var root: String
    var summary: String
    var findings: [Finding]
    var omitted: Int

    init(_ organisation: Organisation, _ report: AuditReport) {
        self.organisation = organisation.id
        name = organisation.name
        entries = report.entries
        checkpoints = report.checkpoints
        from = report.first?.iso
        to = report.last?.iso
        root = report.root.hex
        summary = report.sentence
        findings = report.findings.map { Finding(entry: $0.entry, table: $0.table, words: $0.words) }
        omitted = report.findingsOmitted
    }
}
