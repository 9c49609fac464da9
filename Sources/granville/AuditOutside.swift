import ArgumentParser
import Calendar
import Foundation
import Ledger
import Log

/// What a check from outside trusts.
struct TrustOptions: ParsableArguments {
    @Option(help: ArgumentHelp(
        "The ledger's key (or a file with it), as you got it from somewhere else; otherwise ledger.vkey beside what is checked.",
        valueName: "key"))
    var key: String?

    @Option(help: ArgumentHelp("The key of a witness who must have signed too; may be given more than once.", valueName: "key"))
    var witness: [String] = []

    @Option(help: ArgumentHelp(
        "A signed checkpoint that you kept: the export must contain what it speaks of; may be given more than once.",
        valueName: "file"))
    var remembered: [String] = []
}

/// Checks an exported folder or a proof as somebody does who has nothing else.
struct OutsideCheck {
    let path: String
    let trust: TrustOptions
    let json: Bool

    func run() throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw Failure("There is no “\(path)”.")
        }
        let folder = isFolder.boolValue ? path : (path as NSString).deletingLastPathComponent
        let key = try key(beside: folder.isEmpty ? "." : folder)
        let witnesses = try trust.witness.map { try Cosigner(vkey: text($0)) }
        let report: ExportReport
        var closed: [ExportReport] = []
        var record: String?
        if isFolder.boolValue {
            (report, closed) = try check(folder: ExportFolder(path), key, witnesses)
        } else {
            let file: ProofFile
            do { file = try ProofFile(parsing: try bytes(path)) } catch let error as ProofFileError {
                throw Failure("“\(path)” is not a proof: \(error).")
            }
            report = file.check(key: key, witnesses: witnesses, name: (path as NSString).lastPathComponent)
            record = file.opening.map { String(decoding: $0.body, as: UTF8.self) }
            if report.isSound, !json {
                print("Entry \(file.index) is in the ledger.\n\n\(String(decoding: file.entry, as: UTF8.self))", terminator: "")
            }
        }
        try answer(report, closed, record, isWhole: isFolder.boolValue)
    }

    private func check(
        folder: ExportFolder, _ key: NoteVerifier, _ witnesses: [Cosigner]
    ) throws -> (ExportReport, [ExportReport]) {
        let remembered = try trust.remembered.map { try bytes($0) }
        let line = ProgressLine("entries checked")
        defer { line.end() }
        return ExportCheck(key: key, witnesses: witnesses, remembered: remembered)
            .checkAll(progress: line.show) { folder.read($0) }
    }

    private func answer(_ report: ExportReport, _ closed: [ExportReport], _ record: String?, isWhole: Bool) throws {
        let all = [report] + closed
        let isSound = all.allSatisfy(\.isSound)
        if json {
            try printJSON(OutsideReport(report, closed, record: isSound ? record : nil))
        } else if isSound {
            if let record { print(record) }
            for one in closed { print("\(one.origin) ended with \(one.size) entries; \(one.lost) more had been signed and are lost.") }
            print(sentence(report, isWhole: isWhole))
        } else {
            let omitted = all.map(\.findingsOmitted).reduce(0, +)
            let findings = all.flatMap(\.findings)
            let count = findings.count + omitted
            print("\(path): \(count == 1 ? "1 thing does" : "\(count) things do") not fit.")
            for finding in findings { print("  \(finding)") }
            if omitted > 0 { print("  … and \(omitted) more") }
        }
        if trust.key == nil {
            say("The key came with the files. Compare it with the one that the council published, or give it with --key.")
        }
        if !isSound { throw ExitCode(2) }
    }

    private func sentence(_ report: ExportReport, isWhole: Bool) -> String {
        var words = ["\(report.origin): \(report.size) \(report.size == 1 ? "entry was" : "entries were") signed."]
        if isWhole { words.append("Nothing missing or changed.") }
        for witness in report.witnessed {
            words.append("\(witness.name) vouched for it on \(Instant(milliseconds: Int64(witness.time) * 1000).words).")
        }
        if report.remembered > 0 {
            let count = report.remembered
            words.append("It contains what \(count == 1 ? "the remembered checkpoint" : "\(count) remembered checkpoints") spoke of.")
        }
        return words.joined(separator: " ") + "\nroot \(report.root.hex)"
    }

    private func key(beside folder: String) throws -> NoteVerifier {
        let text: String
        if let key = trust.key {
            text = try self.text(key)
        } else if let bytes = ExportFolder(folder).read(ExportCheck.verifierKey) {
            text = String(decoding: bytes, as: UTF8.self)
        } else {
            throw Failure("There is no key beside “\(path)”.", hint: "Give the ledger's key: --key name+id+key")
        }
        do { return try NoteVerifier(vkey: text.trimmingCharacters(in: .whitespacesAndNewlines)) } catch {
            throw Failure("The key cannot be used: \(error).")
        }
    }

    /// A key has plus signs, which paths seldom have; a file of that name goes first all the same.
    private func text(_ keyOrFile: String) throws -> String {
        let bytes = FileManager.default.contents(atPath: keyOrFile)
        return (bytes.map { String(decoding: $0, as: UTF8.self) } ?? keyOrFile)
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private func bytes(_ path: String) throws -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else { throw Failure("“\(path)” cannot be read.") }
        return [UInt8](data)
    }
}

private struct OutsideReport: Encodable {
    struct Finding: Encodable {
        var file: String
        var entry: UInt64?
        var words: String
    }

    struct Witness: Encodable {
        var name: String
        var at: String
    }

    /// A ledger before this one, which ended when an older copy of the database was put back.
    struct Closed: Encodable {
        var origin: String
        var entries: UInt64
        var lost: UInt64
        var root: String
        var findings: [Finding]
    }

    var clean: Bool
    var origin: String
    var entries: UInt64
    /// Hexadecimal.
    var root: String
    var from: String?
    var to: String?
    var witnesses: [Witness]
    var remembered: Int
    /// Of a disclosed proof.
    var record: String?
    var findings: [Finding]
    var omitted: Int
    var closed: [Closed]

    init(_ report: ExportReport, _ closed: [ExportReport], record: String?) {
        clean = report.isSound && closed.allSatisfy(\.isSound)
        self.closed = closed.map { one in
            Closed(
                origin: one.origin, entries: one.size, lost: one.lost, root: one.root.hex,
                findings: one.findings.map { Finding(file: $0.file, entry: $0.entry, words: $0.description) })
        }
        origin = report.origin
        entries = report.size
        root = report.root.hex
        from = report.first.map { Instant(milliseconds: $0 * 1000).iso }
        to = report.last.map { Instant(milliseconds: $0 * 1000).iso }
        witnesses = report.witnessed.map { Witness(name: $0.name, at: Instant(milliseconds: Int64($0.time) * 1000).iso) }
        remembered = report.remembered
        self.record = record
        findings = report.findings.map { Finding(file: $0.file, entry: $0.entry, words: $0.description) }
        omitted = report.findingsOmitted
    }
}
