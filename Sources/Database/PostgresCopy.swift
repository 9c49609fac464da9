import Foundation

extension PostgresEngine {
    /// `pg_dump` is given this read's own snapshot, so that both see the same moment to the row.
    func copy<T>(to file: String, _ look: (Reader) throws -> T) throws -> T {
        try readNow { reader in
            let snapshot = try reader.first("SELECT pg_export_snapshot()") { try $0.text(0) } ?? ""
            try PostgresTool.run("pg_dump", [
                "--format", "custom", "--no-owner", "--no-privileges", "--schema", "\"\(try Self.schema(reader))\"",
                "--snapshot", snapshot, "--file", file, "--dbname", url,
            ])
            return try look(reader)
        }
    }

    /// Where the tables are: `public`, unless the connection says otherwise.
    static func schema(_ reader: Reader) throws -> String {
        try reader.first("SELECT current_schema()") { $0.textOrNil(0) ?? "public" } ?? "public"
    }
}

/// The programs that come with PostgreSQL.
enum PostgresTool {
    static let package = "postgresql-client"

    /// Waits until it has ended. Throws what it said when that was not well.
    static func run(_ tool: String, _ arguments: [String]) throws {
        guard let path = path(of: tool) else { throw DatabaseError.toolMissing(tool, package: package) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        let words = Pipe()
        process.standardError = words
        try process.run()
        let said = String(decoding: words.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            let first = said.split(separator: "\n").prefix(3).joined(separator: "; ")
            throw DatabaseError.failed(first.isEmpty ? "\(tool) ended with \(process.terminationStatus)" : first)
        }
    }

    private static func path(of tool: String) -> String? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
        return folders.map { "\($0)/\(tool)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }
}
