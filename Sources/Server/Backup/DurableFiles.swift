import Foundation

/// Files that are on the disk, and not on their way to it, when a call returns.
enum DurableFiles {
    /// A new file that only this account can read.
    static func write(_ bytes: [UInt8], to path: String) throws {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw StartFault("couldn't write “\(path)”: \(cause())") }
        defer { close(file) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
            guard count > 0 else { throw StartFault("couldn't write “\(path)”: \(cause())") }
            rest = rest.dropFirst(count)
        }
        guard fsync(file) == 0 else { throw StartFault("couldn't write “\(path)”: \(cause())") }
    }

    /// A file that another program or library made.
    static func keep(_ path: String) throws {
        guard chmod(path, 0o600) == 0 else { throw StartFault("couldn't keep “\(path)”: \(cause())") }
        try sync(path)
    }

    /// A file or folder.
    static func sync(_ path: String) throws {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw StartFault("couldn't open “\(path)”: \(cause())") }
        defer { close(file) }
        guard fsync(file) == 0 else { throw StartFault("couldn't write “\(path)”: \(cause())") }
    }

    /// Readable by this account only.
    static func makeFolder(_ path: String) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch { throw StartFault("couldn't make the folder “\(path)”: \(cause())") }
    }

    /// One moment it is not there, the next it is there whole. Never takes the place of another.
    static func move(_ path: String, to new: String) throws {
        guard access(new, F_OK) != 0 else { throw StartFault("“\(new)” is there already") }
        guard rename(path, new) == 0 else { throw StartFault("couldn't make “\(new)”: \(cause())") }
        try sync((new as NSString).deletingLastPathComponent)
    }

    private static func cause() -> String { strerror(errno).map { String(cString: $0) } ?? "error \(errno)" }
}
