/// The ledgers before an exported one, where it is not the first: each stands in a folder of its own in the export, under
/// the same key and a name with its own number.
extension ExportCheck {
    /// In a closed ledger's folder: the checkpoint that had been signed last, over more entries than are still there.
    public static let lastSigned = "last-signed"

    /// More ledgers than this no installation begins.
    private static let mostLedgers: UInt64 = 1000

    public static func folder(ofLedger number: Int) -> String { "ledger-\(number)" }

    /// As `check`, and in the same way each ledger before this one, the first of them first. A remembered checkpoint is
    /// compared with the ledger that it names.
    public func checkAll(
        progress: (Int, Int) -> Void = { _, _ in }, read: @escaping @Sendable (String) -> [UInt8]?
    ) -> (present: ExportReport, closed: [ExportReport]) {
        let earlier = earlierKeys
        let names = Set(earlier.map(\.key.name))
        let own = remembered.filter { !names.contains(Self.origin(of: $0)) }
        let closed = earlier.map { number, key in
            let folder = Self.folder(ofLedger: number)
            let remembered = remembered.filter { Self.origin(of: $0) == key.name }
            var report = ExportCheck(key: key, remembered: remembered).check(progress: progress) { read("\(folder)/\($0)") }
            report.findings = report.findings.map {
                ExportReport.Finding(file: "\(folder)/\($0.file)", entry: $0.entry, description: "In \(folder): \($0.description)")
            }
            report.readEnd(in: "\(folder)/\(Self.lastSigned)", read, by: key)
            return report
        }
        return (ExportCheck(key: key, witnesses: witnesses, remembered: own).check(progress: progress, read: read), closed)
    }

    /// `…/ledger/3` follows `…/ledger/1` and `…/ledger/2`; any other name is that of an only ledger.
    private var earlierKeys: [(number: Int, key: NoteVerifier)] {
        let parts = key.name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard parts.count >= 3, parts[parts.count - 2].elementsEqual("ledger".utf8), let last = parts.last,
            let number = Decimal64.decode(last), (2...Self.mostLedgers).contains(number)
        else { return [] }
        let start = String(decoding: key.name.utf8.dropLast(last.count), as: UTF8.self)
        return (1..<Int(number)).compactMap { number in
            (try? key.named("\(start)\(number)")).map { (number, $0) }
        }
    }

    private static func origin(of note: [UInt8]) -> String {
        String(decoding: note.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    }
}

extension ExportReport {
    fileprivate mutating func readEnd(in file: String, _ read: (String) -> [UInt8]?, by key: NoteVerifier) {
        guard let note = read(file) else { return find(file, "\(file): missing.") }
        bytes += note.count
        do {
            let last = try Checkpoint(note: note, origin: key.name, verifiers: [key])
            guard last.size > size else { return find(file, "\(file): it does not speak of more than is here.") }
            lost = last.size - size
        } catch {
            find(file, "\(file): it cannot be relied on: \(error).")
        }
    }
}
