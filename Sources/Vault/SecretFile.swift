#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

// Inside SecretFile these words mean its own functions.
private let systemRead = read
private let systemWrite = write

/// A file that holds 32 secret bytes: a comment line that tells a finder what it is, then the bytes in hexadecimal.
///
/// Text, so that it can be printed for the safe and typed in again.
struct SecretFile {
    static let byteCount = 32

    let path: String

    var exists: Bool {
        access(path, F_OK) == 0
    }

    /// For a file made a moment ago in a step that did not succeed as a whole.
    func remove() {
        unlink(path)
    }

    /// Writes the secret so that only this account can read it, and returns when it is on the disk.
    ///
    /// - Throws: `VaultError.exists` when there is a file already: a key is never overwritten.
    func create(_ secret: [UInt8], comment: String) throws(VaultError) {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else {
            if errno == EEXIST { throw .exists(path: path) }
            throw .cannotWrite(path: path, cause: Self.cause(errno))
        }
        let text = Array("# \(comment)\n\(Self.hex(secret))\n".utf8)
        let problem = Self.write(text, to: file)
        close(file)
        if let problem {
            unlink(path)
            throw .cannotWrite(path: path, cause: Self.cause(problem))
        }
        syncFolder()
    }

    /// - Throws: `VaultError` when the file is missing, reachable by other accounts, or does not hold 32 bytes.
    func read() throws(VaultError) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else {
            if errno == ENOENT { throw .missing(path: path) }
            throw .cannotRead(path: path, cause: Self.cause(errno))
        }
        defer { close(file) }
        try checkMode(of: file)

        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = buffer.withUnsafeMutableBytes { systemRead(file, $0.baseAddress, $0.count) }
        guard count >= 0 else { throw .cannotRead(path: path, cause: Self.cause(errno)) }
        return try parse(buffer.prefix(count))
    }

    /// Asked of the open file, not of its path, so that nothing can be put in its place between.
    private func checkMode(of file: Int32) throws(VaultError) {
        var status = stat()
        guard fstat(file, &status) == 0 else { throw .cannotRead(path: path, cause: Self.cause(errno)) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path: path) }
        let permissions = status.st_mode & 0o777
        guard permissions & 0o077 == 0 else {
            throw .openToOthers(path: path, mode: "0" + String(permissions, radix: 8))
        }
    }

    private func parse(_ text: ArraySlice<UInt8>) throws(VaultError) -> [UInt8] {
        let lines = text.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
            .filter { $0.first != UInt8(ascii: "#") }
        guard lines.count <= 1 else { throw .notHex(path: path) }
        guard let digits = lines.first else { throw .wrongLength(path: path, bytes: 0) }
        guard let secret = Self.bytes(digits) else { throw .notHex(path: path) }
        guard secret.count == Self.byteCount else { throw .wrongLength(path: path, bytes: secret.count) }
        return secret
    }

    /// A new file is safe from a power cut only when its folder has been written too.
    private func syncFolder() {
        let end = path.utf8.lastIndex(of: UInt8(ascii: "/"))
        let folder = end.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let handle = open(folder, O_RDONLY | O_CLOEXEC)
        guard handle >= 0 else { return }
        fsync(handle)
        close(handle)
    }

    /// The error number, or nil when all is on the disk.
    private static func write(_ bytes: [UInt8], to file: Int32) -> Int32? {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { systemWrite(file, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                return errno
            }
            rest = rest.dropFirst(count)
        }
        return fsync(file) == 0 ? nil : errno
    }

    private static func cause(_ number: Int32) -> String {
        strerror(number).map { String(cString: $0) } ?? "error \(number)"
    }

    private static func hex(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private static func bytes(_ digits: ArraySlice<UInt8>) -> [UInt8]? {
        let values = digits.map { Character(UnicodeScalar($0)).hexDigitValue }
        guard values.count % 2 == 0 else { return nil }
        var bytes: [UInt8] = []
        for position in stride(from: 0, to: values.count, by: 2) {
            guard let high = values[position], let low = values[position + 1] else { return nil }
            bytes.append(UInt8(high << 4 | low))
        }
        return bytes
    }
}
