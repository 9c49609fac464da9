import Foundation

/// A folder that an exported ledger is in, or goes to.
public struct ExportFolder: Sendable {
    public let path: String

    public init(_ path: String) { self.path = path }

    /// The bytes of a file by its path in the export; nil where there is none that can be read.
    public func read(_ name: String) -> [UInt8]? {
        let file = open(full(name), O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        var failed = false
        let size = Int(status.st_size)
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size {
                let part = Foundation.read(file, buffer.baseAddress.map { $0 + count }, size - count)
                if part < 0, errno == EINTR { continue }
                if part <= 0 { break }
                count += part
            }
            failed = count < size
        }
        return failed ? nil : bytes
    }

    /// True where there is no such folder, or nothing in it.
    var isEmpty: Bool { (try? FileManager.default.contentsOfDirectory(atPath: path))?.isEmpty ?? !exists }

    private var exists: Bool { FileManager.default.fileExists(atPath: path) }

    /// On the disk when this returns; its name in the folder when `replace` has returned.
    func write(_ bytes: [UInt8], to name: String) throws(ExportRefusal) {
        try put(bytes, at: full(name))
    }

    /// On the disk, whole, when this returns: a new file takes the old one's name. What was written before is on the disk too.
    func replace(_ name: String, with bytes: [UInt8]) throws(ExportRefusal) {
        let new = full(name) + ".new"
        try put(bytes, at: new)
        syncNames()
        guard rename(new, full(name)) == 0 else { throw .cannotWrite(path: full(name), cause: Self.cause) }
        syncNames()
    }

    func remove(_ name: String) {
        unlink(full(name))
        // The folder of partial tiles goes with its last one.
        rmdir((full(name) as NSString).deletingLastPathComponent)
    }

    /// The files' names: the folders that hold them are many, and Linux waits here for all of them.
    private func syncNames() { sync() }

    private func put(_ bytes: [UInt8], at path: String) throws(ExportRefusal) {
        let flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC
        var file = open(path, flags, 0o644)
        if file < 0, errno == ENOENT {
            let folder = (path as NSString).deletingLastPathComponent
            try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            file = open(path, flags, 0o644)
        }
        guard file >= 0 else { throw .cannotWrite(path: path, cause: Self.cause) }
        defer { close(file) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .cannotWrite(path: path, cause: Self.cause) }
            rest = rest.dropFirst(count)
        }
        guard fsync(file) == 0 else { throw .cannotWrite(path: path, cause: Self.cause) }
    }

    private func full(_ name: String) -> String { "\(path)/\(name)" }

    private static var cause: String { strerror(errno).map { String(cString: $0) } ?? "error \(errno)" }
}

/// Why a ledger was not exported. Each description says what is wrong and what to do.
public enum ExportRefusal: Error, Sendable, Equatable, CustomStringConvertible {
    case nothingSigned
    case otherLedger(path: String)
    case notAnExport(path: String)
    case cannotWrite(path: String, cause: String)
    /// What the folder holds is not what was exported to it.
    case changed(path: String)
    /// The folder speaks of more entries than the ledger has.
    case shorter(path: String, exported: Int, stored: Int)
    /// The folder was signed over entries that are not those of today's ledger.
    case otherHistory(path: String, size: Int)
    case missing(entry: Int)
    case entriesChanged(size: Int)

    /// Whether it says that somebody changed something, rather than that the export could not be made.
    public var isFinding: Bool {
        switch self {
        case .nothingSigned, .otherLedger, .notAnExport, .cannotWrite: false
        case .changed, .shorter, .otherHistory, .missing, .entriesChanged: true
        }
    }

    public var description: String {
        switch self {
        case .nothingSigned: "The ledger has no entries yet, so there is nothing to export."
        case .otherLedger(let path): "“\(path)” holds the export of another ledger. Export to another folder."
        case .notAnExport(let path): "“\(path)” holds other files. Export to an empty folder, or to one of an earlier export."
        case .cannotWrite(let path, let cause): "Couldn't write “\(path)”: \(cause)."
        case .changed(let path): """
            “\(path)” is not what was exported to it. Keep the folder as it is, find out who changed it, and export to another.
            """
        case .shorter(let path, let exported, let stored): """
            “\(path)” holds \(exported) entries, but only \(stored) are stored. Was an older copy of the database put back?
            """
        case .otherHistory(let path, let size): """
            The \(size) entries that were exported to “\(path)” are not those of today's ledger. Keep both, and run \
            granville audit verify.
            """
        case .missing(let entry): "Entry \(entry) is missing from the database. Run granville audit verify."
        case .entriesChanged(let size): """
            The first \(size) stored entries do not give the root that was signed. Run granville audit verify.
            """
        }
    }
}
