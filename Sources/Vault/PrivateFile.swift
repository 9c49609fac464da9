#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A file that no other account of the machine can read, made before anything is written to it.
public enum PrivateFile {
    /// Makes the file empty where it is not there, and takes it from everyone but its owner. What SQLite puts beside it
    /// then has the same mode.
    public static func make(at path: String) throws(VaultError) {
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .cannotWrite(path: path, cause: cause()) }
        defer { close(file) }
        guard fchmod(file, 0o600) == 0 else { throw .cannotWrite(path: path, cause: cause()) }
    }

    private static func cause() -> String { strerror(errno).map { String(cString: $0) } ?? "error \(errno)" }
}
