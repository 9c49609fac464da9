import ArgumentParser
import Crypto
import Foundation
import Ledger
import Log

/// What it costs to check an exported ledger, beside the hashing that cannot be left out.
struct ProofCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "proof", abstract: "Make an export of so many entries, or time the check of one.")

    @Argument(help: "The folder of the export.")
    var folder: String

    @Option(help: "Make an export of so many entries there, instead of timing.")
    var make: Int?

    func run() throws {
        if let make { return try write(make) }
        var results: [String: Double] = [:]
        let place = ExportFolder(folder)
        let vkey = String(decoding: place.read(ExportCheck.verifierKey) ?? [], as: UTF8.self)
        let check = ExportCheck(key: try NoteVerifier(vkey: vkey.trimmingCharacters(in: .newlines)))
        var report = ExportReport?.none
        results["check_seconds"] = Self.seconds { report = check.check { place.read($0) } }
        guard let report, report.isSound else { throw ExitCode.failure }
        results["resident_mb"] = Self.peak()
        results["entries"] = Double(report.size)
        results["mb"] = Double(report.bytes) / 1e6
        results["messages_seconds"] = try messages(Int(report.size), place)
        results["files_seconds"] = try files(Int(report.size), place)
        print(String(decoding: try JSONEncoder().encode(results), as: UTF8.self))
    }

    /// Each entry and each node of the tree hashed once, as it must be, by the library alone and on one core.
    private func messages(_ size: Int, _ place: ExportFolder) throws -> Double {
        var entries: [[UInt8]] = []
        for tile in Tile.added(to: UInt64(size)) where tile.level == 0 {
            entries += try EntryBundle.decode(place.read(tile.entriesPath) ?? []).map { [0] + $0 }
            // A tenth is enough to know the speed, and keeps this from filling the memory.
            if entries.count >= size / 10 { break }
        }
        let node = [UInt8](repeating: 1, count: 65)
        var digest = 0
        let time = Self.seconds {
            for entry in entries {
                digest &+= SHA256.hash(data: entry).withUnsafeBytes { Int($0[0]) }
                digest &+= SHA256.hash(data: node).withUnsafeBytes { Int($0[0]) }
            }
        }
        guard digest != 1 else { throw ExitCode.failure }  // So that the loop is not left out.
        return time * Double(size) / Double(entries.count)
    }

    /// All files read and put through one hash, as sha256sum does.
    private func files(_ size: Int, _ place: ExportFolder) throws -> Double {
        Self.seconds {
            var sha = SHA256()
            for tile in Tile.added(to: UInt64(size)) {
                if tile.level == 0 { sha.update(data: place.read(tile.entriesPath) ?? []) }
                sha.update(data: place.read(tile.path) ?? [])
            }
            _ = sha.finalize()
        }
    }

    private func write(_ size: Int) throws {
        let signer = try NoteSigner(name: "bench.example/ledger/1", key: Curve25519.Signing.PrivateKey())
        var tree = TileTree()
        var bundle: [[UInt8]] = []
        var files: [(String, [UInt8])] = []
        func put() throws {
            for (path, bytes) in files {
                let url = URL(filePath: "\(folder)/\(path)")
                try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(bytes).write(to: url)
            }
            files = []
        }
        for index in 0..<size {
            let entry = Entry(time: 1_795_000_000 + Int64(index), class: .planWrite, commitment: Opening(body: []).commitment)
            bundle.append(entry.bytes)
            tree.append(entry.leafHash) { files.append(($0.path, Tile.bytes(of: $1))) }
            guard bundle.count == Tile.fullWidth else { continue }
            files += [Tile(level: 0, index: UInt64(index / Tile.fullWidth))].compactMap(\.self).map {
                ($0.entriesPath, (try? EntryBundle.encode(bundle)) ?? [])
            }
            bundle = []
            try put()
        }
        for (tile, hashes) in tree.partialTiles {
            files.append((tile.path, Tile.bytes(of: hashes)))
            if tile.level == 0 { files.append((tile.entriesPath, try EntryBundle.encode(bundle))) }
        }
        let checkpoint = try Checkpoint(origin: signer.name, size: tree.size, root: tree.root).signed(by: signer)
        files += [("checkpoint", checkpoint.encoded), ("ledger.vkey", Array("\(signer.verifier.vkey)\n".utf8))]
        try put()
    }

    private static func seconds(_ body: () -> Void) -> Double {
        let start = DispatchTime.now().uptimeNanoseconds
        body()
        return Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
    }

    /// The most memory that this process has held, in megabytes.
    static func peak() -> Double {
        let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
        return (line.split(separator: " ").compactMap { Double($0) }.first ?? .infinity) / 1024
    }
}
