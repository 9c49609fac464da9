#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif
import Synchronization

/// A file that only this program can reach: its owner's alone, and without a name before the first byte is written. It is
/// gone when nobody holds it any more, also after a crash.
public final class NamelessFile: Sendable {
    private let file: Int32
    private let length = Mutex(0)

    /// - Throws: `SpoolError` where the folder takes no file.
    public init(in folder: String) throws(SpoolError) {
        var random = SystemRandomNumberGenerator()
        let path = "\(folder)/.spool-\(String(random.next(), radix: 36))"
        let opened = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard opened >= 0 else { throw .of(errno) }
        guard unlink(path) == 0 else {
            let cause = errno
            close(opened)
            throw .of(cause)
        }
        file = opened
    }

    /// For a test: a file whose disk is full.
    init(opening path: String) throws(SpoolError) {
        file = open(path, O_RDWR | O_CLOEXEC)
        guard file >= 0 else { throw .of(errno) }
    }

    deinit { close(file) }

    /// - Throws: `SpoolError.noRoom` where the disk is full; then the file is of no more use.
    public func append(_ bytes: [UInt8]) throws(SpoolError) {
        try length.withLock { length throws(SpoolError) in
            var done = 0
            while done < bytes.count {
                let count = bytes.withUnsafeBytes {
                    pwrite(file, $0.baseAddress.map { $0 + done }, bytes.count - done, off_t(length + done))
                }
                if count < 0 && errno == EINTR { continue }
                guard count > 0 else { throw .of(errno) }
                done += count
            }
            length += done
        }
    }

    /// - Throws: `SpoolError.unreadable` where there are not so many bytes.
    public func read(_ range: Range<Int>) throws(SpoolError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: range.count)
        var done = 0
        while done < range.count {
            let count = bytes.withUnsafeMutableBytes {
                pread(file, $0.baseAddress.map { $0 + done }, range.count - done, off_t(range.lowerBound + done))
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw .unreadable }
            done += count
        }
        return bytes
    }
}

/// Why what is on its way in could not be put aside.
public enum SpoolError: Error, Sendable, Equatable {
    /// The disk is full, or the account's share of it.
    case noRoom
    /// The system's own word, for the log.
    case cannotWrite(cause: String)
    /// Changed or cut off since it was written.
    case unreadable

    static func of(_ number: Int32) -> SpoolError {
        if number == ENOSPC || number == EDQUOT { return .noRoom }
        return .cannotWrite(cause: strerror(number).map { String(cString: $0) } ?? "error \(number)")
    }
}
