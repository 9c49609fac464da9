import Foundation

/// The newest signed checkpoint of an organisation in a file beside the database, so that a database that was put back
/// from an older backup, or cut short, is noticed.
public struct LastSigned: Sendable {
    public let path: String

    public init(folder: String, organisation: Int) {
        path = "\(folder)/last-signed-\(organisation)"
    }

    /// Nil when there is no file.
    func read() throws(CheckpointRefusal) -> [UInt8]? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw .fileUnreadable(path: path, cause: "it cannot be opened")
        }
        return [UInt8](data)
    }

    /// On the disk, whole, when this returns: a new file takes the old one's name.
    func write(_ note: [UInt8]) throws(CheckpointRefusal) {
        let new = path + ".new"
        let file = open(new, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw failed() }
        let count = note.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
        let isOnDisk = count == note.count && fsync(file) == 0
        close(file)
        guard isOnDisk, rename(new, path) == 0 else { throw failed() }
        let folder = open((path as NSString).deletingLastPathComponent, O_RDONLY | O_CLOEXEC)
        guard folder >= 0 else { return }
        fsync(folder)
        close(folder)
    }

    private func failed() -> CheckpointRefusal {
        .fileNotWritten(path: path, cause: strerror(errno).map { String(cString: $0) } ?? "error \(errno)")
    }
}
