import Foundation
import Testing

@testable import Spools

@Suite("What is on its way in is put aside")
struct SpoolTests {
    private static let folder = NSTemporaryDirectory()

    private static func noise(_ count: Int) -> [UInt8] {
        var state: UInt64 = 7
        return (0..<count).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 33)
        }
    }

    @Test("whatever the pieces, the same bytes come back, whole and in any part", arguments: [1, 1_000, 65_535, 65_536, 65_537, 200_000])
    func pieces(length: Int) throws {
        let bytes = Self.noise(300_000)
        let spool = Spool(in: Self.folder)
        for start in stride(from: 0, to: bytes.count, by: length) { try spool.add(bytes[start..<min(start + length, bytes.count)]) }
        #expect(spool.count == bytes.count)
        #expect(try spool.whole() == bytes)
        for range in [0..<0, 0..<1, 65_535..<65_537, 65_536..<131_072, 299_999..<300_000, 250_000..<300_000, 10..<270_000] {
            #expect(try spool.read(range) == Array(bytes[range]), "\(range)")
        }
        #expect(throws: SpoolError.unreadable) { try spool.read(299_999..<300_001) }
    }

    @Test("nothing of it stands in the file in the clear, and the file has no name")
    func sealed() throws {
        let name = "spool-\(UUID())"
        let folder = Self.folder + "/" + name
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let spool = Spool(in: folder)
        let line = Array("A lorry came at six. ".utf8)
        for _ in 0..<20_000 { try spool.add(line) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
        let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap { number -> String? in
            let path = "/proc/self/fd/\(number)"
            let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path)
            return target?.contains("/\(name)/") == true ? path : nil
        }
        let path = try #require(open.first)
        #expect(open.count == 1)
        var status = stat()
        #expect(stat(path, &status) == 0 && status.st_mode & 0o777 == 0o600 && status.st_nlink == 0)
        let bytes = try #require(FileManager.default.contents(atPath: path))
        #expect(bytes.count > 300_000 && bytes.range(of: Data("lorry".utf8)) == nil)
        // Held until here: it is gone with its last holder.
        #expect(spool.count == 20_000 * line.count)
    }

    @Test("what fits into one chunk touches no disk")
    func small() throws {
        let spool = Spool(in: "/no such folder")
        try spool.add(Self.noise(Spool.chunkLength - 1))
        #expect(spool.count == Spool.chunkLength - 1)
        #expect(throws: SpoolError.self) { try spool.add([1]) }
    }

    @Test("at most two chunks are held, however much is put aside")
    func bounded() throws {
        let spool = Spool(in: Self.folder)
        let piece = Self.noise(10_000)
        var most = 0
        for _ in 0..<500 {
            try spool.add(piece)
            most = max(most, spool.held)
        }
        for start in stride(from: 0, to: spool.count, by: 50_000) {
            _ = try spool.read(start..<min(start + 50_000, spool.count))
            most = max(most, spool.held)
        }
        #expect(most <= 2 * Spool.chunkLength)
    }

    @Test("a full disk is said, and a folder that is not there too")
    func full() throws {
        let spool = Spool(on: try NamelessFile(opening: "/dev/full"))
        #expect(throws: SpoolError.noRoom) { try spool.add(Self.noise(100_000)) }
        #expect(throws: SpoolError.cannotWrite(cause: "No such file or directory")) { try NamelessFile(in: "/no such folder") }
    }

    @Test("a file that was changed under way does not open")
    func changed() throws {
        let path = Self.folder + "/changed-\(UUID())"
        try Data().write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let spool = Spool(on: try NamelessFile(opening: path))
        try spool.add(Self.noise(200_000))
        let handle = try #require(FileHandle(forWritingAtPath: path))
        try handle.seek(toOffset: 70_000)
        try handle.write(contentsOf: [1, 2, 3])
        #expect(try spool.read(0..<65_536).count == 65_536)
        #expect(throws: SpoolError.unreadable) { try spool.read(65_536..<65_537) }
    }
}
