import Foundation
import Spools
import Testing

@testable import Documents

/// What is read from place to place, on both sides of where one window ends and the next begins.
@Suite("A file is cleaned without being held")
struct FileWindowTests {
    private static let edge = Spool.chunkLength

    @Test("text keeps each letter, wherever the windows cut", arguments: 0..<4)
    func letters(shift: Int) throws {
        let text = String(repeating: "a", count: shift) + String(repeating: "東京 💷 é ", count: 14_000)
        let bytes = Array(text.utf8)
        #expect(bytes.count > 3 * Self.edge)
        #expect(try AttachedFile(cleaning: bytes).bytes == bytes)
        #expect(throws: FileRefusal.self) { try AttachedFile(cleaning: bytes.dropLast(1) + [0x07]) }
        // Half a letter at each place around an edge.
        for at in Self.edge - 3..<Self.edge + 1 {
            var broken = [UInt8](repeating: 0x61, count: Self.edge * 2)
            broken[at] = 0xE6
            #expect(throws: FileRefusal.self, "at \(at)") { try AttachedFile(cleaning: broken) }
        }
    }

    @Test("a picture with much to take out is the picture without it")
    func pictures() throws {
        let jpeg = try Attachment.bytes("turned.jpg")
        let comment: [UInt8] = [0xFF, 0xFE, 0xF0, 0x00] + [UInt8](repeating: 0x41, count: 0xF000 - 2)
        for count in 1...5 {
            let long = [0xFF, 0xD8] + (0..<count).flatMap { _ in comment } + jpeg.dropFirst(2)
            #expect(try AttachedFile(cleaning: long).isSame(as: AttachedFile(cleaning: jpeg)), "\(count) comments")
        }
        let png = try Attachment.bytes("palette.png")
        for length in [Self.edge - 60, Self.edge - 45, Self.edge - 33, Self.edge, 5 * Self.edge] {
            let body = Array("prVt".utf8) + [UInt8](repeating: 0x42, count: length)
            let sum = Deflation.checksum(body)
            let chunk = Self.big(length) + body + Self.big(Int(sum))
            let long = Array(png.prefix(33)) + chunk + png.dropFirst(33)
            #expect(try AttachedFile(cleaning: long).isSame(as: AttachedFile(cleaning: png)), "\(length)")
            var broken = long
            broken[60] ^= 1
            #expect(throws: FileRefusal.damaged) { try AttachedFile(cleaning: broken) }
        }
    }

    private static func big(_ value: Int) -> [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) } }

    @Test("a program in a PDF is found wherever it stands", arguments: [0, 1, 5, 10, 11, 12, 60, 5_000])
    func programs(before: Int) throws {
        func pdf(_ word: String) -> [UInt8] {
            var text = "%PDF-1.7\n1 0 obj [/"
            text += String(repeating: "x", count: Self.edge - before - text.utf8.count) + word + "/"
            text += String(repeating: "y", count: 100_000) + "] endobj\n"
            let place = text.utf8.count
            return Array((text + "xref\n0 1\ntrailer\nstartxref\n\(place)\n%%EOF" + String(repeating: "\n", count: before)).utf8)
        }
        #expect(try AttachedFile(cleaning: pdf("/JavaScripts")).bytes == pdf("/JavaScripts"))
        #expect(throws: FileRefusal.self) { try AttachedFile(cleaning: pdf("/JavaScript ")) }
        #expect(throws: FileRefusal.self) { try AttachedFile(cleaning: pdf("/J#61vaScript ")) }
    }

    @Test("a picture of twenty megabytes is given out in chunks, and few pieces are remembered of it")
    func large() throws {
        let png = try Attachment.bytes("palette.png")
        let end = try #require(png.firstRange(of: Array("IDAT".utf8))).lowerBound - 4
        let body = Array("prVt".utf8)
        let chunk = Self.big(0) + body + Self.big(Int(Deflation.checksum(body)))
        let spool = Spool(in: NSTemporaryDirectory())
        try spool.add(png.prefix(end))
        let many = (0..<10_000).flatMap { _ in chunk }
        while spool.count < AttachedFile.maximumSize - many.count - png.count { try spool.add(many) }
        try spool.add(png.dropFirst(end))
        var window = FileWindow(spool)
        let pieces = try PNGCleaning.clean(&window)
        #expect(pieces.pieces.count < 6 && pieces.count < png.count + 1)
        var longest = 0
        try AttachedFile(cleaning: spool).give(by: 1_000) { piece, _ in longest = max(longest, piece.count) }
        #expect(longest <= 1_000)
    }

    @Test("documents are let in one at a time and come out as they would alone")
    func oneAtATime() async throws {
        let whole = try AttachedFile(cleaning: Attachment.bytes("note.docx")).bytes
        try await withThrowingTaskGroup(of: [UInt8].self) { group in
            for _ in 0..<8 {
                group.addTask {
                    let spool = Spool(in: NSTemporaryDirectory())
                    try spool.add(try Attachment.bytes("note.docx"))
                    return try await AttachedFile.cleaning(spool).bytes
                }
            }
            for try await bytes in group { #expect(bytes == whole) }
        }
    }
}
