import Foundation
import Spools
import Testing

@testable import Pages

@Suite("A form read as it arrives")
struct ArrivingTests {
    private static let type = "multipart/form-data; boundary=\(MultipartTests.boundary)"

    /// Everything that is easily cut wrongly: an empty part, an empty file, near boundaries, line ends at the edges.
    private static let whole: [UInt8] = {
        let near = "\r\n--\(MultipartTests.boundary.dropLast())\r\n\r\r\n-\n--\r\n--"
        return Array("before\r\n".utf8) + MultipartTests.body([
            MultipartTests.note, "Content-Disposition: form-data; name=\"empty\"\r\n\r\n", MultipartTests.file,
            MultipartTests.chosen + "\"a.bin\"\r\n\r\n\(near)", MultipartTests.chosen + "\"\"\r\n\r\n",
        ])
    }()

    private static func look(_ form: FormData) throws -> String {
        let files = try form.files.sorted { $0.key < $1.key }.flatMap { name, files in
            try files.map { "\(name) \($0.name) \($0.contentType) \(try $0.whole())" }
        }
        return "\(form.values.sorted { $0.key < $1.key }) \(files)"
    }

    @Test("cut at any byte, or at every one, it gives the same form")
    func everyCut() throws {
        let once = try Self.look(FormData(contentType: Self.type, body: Self.whole))
        #expect(once.contains("first\\nsecond") && once.contains("a.bin"))
        for cut in 0...Self.whole.count {
            let form = try FormData(contentType: Self.type, body: Self.whole, pieces: [cut])
            #expect(try Self.look(form) == once, "cut at \(cut)")
        }
        for length in 1...9 {
            let pieces = Array(stride(from: length, to: Self.whole.count, by: length))
            #expect(try Self.look(FormData(contentType: Self.type, body: Self.whole, pieces: pieces)) == once, "by \(length)")
        }
    }

    @Test("pieces of any lengths give the same form")
    func anyCuts() throws {
        let once = try Self.look(FormData(contentType: Self.type, body: Self.whole))
        var random = SystemRandomNumberGenerator()
        for _ in 0..<500 {
            let pieces = (0..<Int.random(in: 0..<12, using: &random)).map { _ in
                Int.random(in: 0...Self.whole.count, using: &random)
            }.sorted()
            let form = try FormData(contentType: Self.type, body: Self.whole, pieces: pieces)
            #expect(try Self.look(form) == once, "cut at \(pieces)")
        }
    }

    @Test("of 25 megabytes some kilobytes are held, and they come out the same")
    func bounded() throws {
        var reader = try MultipartReader(
            boundary: "b", textLimit: 1_000, spool: { Spool(in: NSTemporaryDirectory()) })
        let piece = (0..<64 * 1024).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try reader.add(Array("--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x\"\r\n\r\n".utf8))
        var most = 0
        for _ in 0..<400 {
            try reader.add(piece)
            most = max(most, reader.heldCount)
        }
        try reader.add(Array("\r\n--b--".utf8))
        #expect(most < 1_000, "beside the piece in hand, and the chunk that a spool holds")
        let file = try #require(try reader.finish().file("f"))
        #expect(file.content.count == 400 * piece.count)
        for start in stride(from: 0, to: file.content.count, by: piece.count) {
            #expect(try file.content.read(start..<start + piece.count) == piece)
        }
    }

    @Test("texts longer than are kept, too many files, and an endless head are refused before they are all there")
    func refused() throws {
        func reader(_ start: String) throws -> MultipartReader {
            var reader = try MultipartReader(boundary: "b", textLimit: 50_000, spool: { Spool(in: NSTemporaryDirectory()) })
            try reader.add(Array("--b\r\n\(start)".utf8))
            return reader
        }
        let bytes = [UInt8](repeating: 0x61, count: 10_000)
        var text = try reader("Content-Disposition: form-data; name=\"t\"\r\n\r\n")
        for _ in 0..<5 { try text.add(bytes) }
        #expect(throws: FormData.Failure.tooLong(limit: 50_000)) { try text.add(bytes) }
        var head = try reader("X: ")
        #expect(throws: FormData.Failure.broken("part with too long a head")) { try head.add(bytes) }
        let file = MultipartTests.chosen + "\"a.txt\"\r\n\r\nx"
        #expect(throws: FormData.Failure.tooManyFiles(limit: FormData.fileLimit)) {
            try MultipartTests.read(Array(repeating: file, count: FormData.fileLimit + 1))
        }
        var endless = try reader("Content-Disposition: form-data; name=\"t\"; filename=\"x\"\r\n\r\n")
        for _ in 0..<10 { try endless.add(bytes) }
        #expect(throws: FormData.Failure.broken("no end")) { try endless.finish() }
        #expect(throws: FormData.Failure.tooLong(limit: 3)) {
            try FormData(contentType: "application/x-www-form-urlencoded", body: Array("a=12".utf8), textLimit: 3)
        }
    }

    @Test("a file that cannot be put aside ends the reading")
    func noRoom() throws {
        var reader = try MultipartReader(boundary: "b", textLimit: 1_000, spool: { Spool(in: "/no such folder") })
        try reader.add(Array("--b\r\n\(MultipartTests.chosen)\"a\"\r\n\r\n".utf8))
        #expect(throws: SpoolError.self) { try reader.add([UInt8](repeating: 0, count: 200_000)) }
    }
}
