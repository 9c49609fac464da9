import Testing

@testable import Documents

@Suite("PDFs made to hurt neither crash nor hang the cleaning, nor eat memory")
struct HostilePDFTests {
    @Test("two thousand damaged PDFs are refused or cleaned within a second each")
    func damaged() throws {
        let files = try PDFCleaningTests.made.map { try Attachment.bytes("pdf/\($0.name).pdf") }
        var random = Repeatable(state: 20_261_122)
        var cleaned = 0
        for number in 0..<2_000 {
            let file = Self.damaged(files[number % files.count], &random)
            let start = ContinuousClock.now
            if let clean = try? AttachedFile(cleaning: file) {
                cleaned += 1
                #expect(clean.length == file.count)
            }
            #expect(ContinuousClock.now - start < .seconds(1), "number \(number)")
        }
        #expect(cleaned > 300, "the others are refused: \(cleaned)")
    }

    /// Bytes changed, pieces doubled, taken out, put elsewhere, or replaced by words that mean something; the end stays,
    /// so that the reading begins.
    private static func damaged(_ file: [UInt8], _ random: inout Repeatable) -> [UInt8] {
        var file = file
        let words = ["<<", ">>", "[", "(", ")", "<", "endobj", " 0 obj", "stream", "endstream", "/Length 99999999", "/Type/ObjStm",
                     "/Type/Metadata", "/N 4000000000", "/First 2147483647", "/Info 1 0 R", "/PieceInfo", "8388607 0 R", "%", "\\"]
        for _ in 0..<Int.random(in: 1...8, using: &random) {
            let at = Int.random(in: 10..<file.count - 60, using: &random)
            let end = min(at + Int.random(in: 1...200, using: &random), file.count - 60)
            switch Int.random(in: 0..<6, using: &random) {
            case 0: file[at] = UInt8.random(in: 0...255, using: &random)
            case 1: file[at] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 2: file.removeSubrange(at..<end)
            case 3: file.insert(contentsOf: file[at..<end], at: at)
            case 4: file.replaceSubrange(at..<at + 1, with: Array(words[Int.random(in: 0..<words.count, using: &random)].utf8))
            default: file.insert(contentsOf: file[at..<end], at: Int.random(in: 10..<file.count - 60, using: &random))
            }
            if file.count < 200 { break }
        }
        // Where the references are, as far as the check asks.
        let start = file.firstRange(of: Array("xref".utf8))?.lowerBound ?? 15
        return file + Array("\n%\(String(repeating: "x", count: 200))\nstartxref\n\(start)\n%%EOF".utf8)
    }

    private struct Repeatable: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return state
        }
    }

    @Test("brackets in brackets, words without an end and numbers without bounds are refused", arguments: [
        String(repeating: "[", count: 1_000_000), String(repeating: "<</A", count: 200_000),
        "<</A(" + String(repeating: "(", count: 1_000_000),
        "<</A <", "<</Length 5", "<</A 1", "<< 1 2 >>", "<</A", "<</A>>", "[ endobj", "<</Type/ObjStm/N 1/First 1/Length 99>>stream\n1 0",
        "<</Type/ObjStm/N 99999999999/First 1/Length 3>>stream\n1 0\nendstream", "<</Length 9999999999>>stream\n",
        "<</Type/ObjStm/N 1/First 9999999999/Length 3>>stream\n1 9999999999\nendstream",
        "<</Type/ObjStm/N 1/First 4/Length 9/Filter/LZWDecode>>stream\n1 0 (xxxx)\nendstream",
    ])
    func unbounded(object: String) {
        let start = ContinuousClock.now
        #expect(throws: FileRefusal.self) { try AttachedFile(cleaning: PDFSketch.bytes(["1 0 obj\(object)"])) }
        #expect(ContinuousClock.now - start < .seconds(10))
    }

    @Test("numbers of objects that cannot be are nobody's")
    func numbers() throws {
        let file = PDFSketch.bytes(["9999999999 0 obj[9999999999 0 R 8388608 0 R 8388607 0 R]endobj"])
        #expect(throws: FileRefusal.self) { try AttachedFile(cleaning: file) }
        #expect(try AttachedFile(cleaning: PDFSketch.bytes(["1 0 obj[9999999999 0 R 8388607 0 R]endobj"])).length > 0)
    }

    @Test("object streams that unpack to far more than they should are refused", arguments: [(17, 1), (1, 100)])
    func bomb(megabytes: Int, streams: Int) throws {
        let size = megabytes * 1024 * 1024
        let content = Array("1 0 ".utf8) + [UInt8](repeating: 0x20, count: size) + Array("null".utf8)
        let packed = try #require(Deflation.zlib(content, length: 40_000))
        let stream = PDFSketch.stream(content, count: 1, first: 4, packed: packed)
        let many = (0..<streams).flatMap { _ in stream }
        let start = ContinuousClock.now
        #expect(throws: FileRefusal.holdsTooMuch) { try AttachedFile(cleaning: PDFSketch.bytes(of: many)) }
        #expect(ContinuousClock.now - start < .seconds(60))
    }

    @Test("objects that lie in each other are refused")
    func overlapping() throws {
        let heads = (0..<2_000).map { "\($0) \($0)" }.joined(separator: " ") + " "
        let content = Array((heads + String(repeating: "[", count: 2_000) + String(repeating: "]", count: 2_000)).utf8)
        let stream = PDFSketch.stream(content, count: 2_000, first: heads.utf8.count)
        #expect(throws: FileRefusal.damaged) { try AttachedFile(cleaning: PDFSketch.bytes(of: stream)) }
    }

    @Test("a program in an object stream is found")
    func programs() throws {
        let content = Array("5 0 <</S/JavaScript/JS(app.alert(1))>>".utf8)
        for packed in [nil, Deflation.zlib(content, length: 200)] {
            let stream = PDFSketch.stream(content, count: 1, first: 4, packed: packed)
            let refusal = #expect(throws: FileRefusal.self) { try AttachedFile(cleaning: PDFSketch.bytes(of: stream)) }
            #expect(refusal?.description.contains("holds a program") == true)
        }
    }

    @Test("what is packed anew has exactly the length it had, or nothing is written")
    func lengths() throws {
        for content in [Array("<</Author(Jane)>>".utf8), [], (0..<5_000).map { UInt8(truncatingIfNeeded: $0 * $0 >> 3) }] {
            let shortest = try #require((0..<20_000).first { Deflation.zlib(content, length: $0) != nil })
            for length in shortest..<shortest + 40 {
                let packed = try #require(Deflation.zlib(content, length: length))
                #expect(try packed.count == length && Inflation.unpack(zlib: packed, atMost: 10_000) == content)
            }
        }
    }

    @Test("letters stand for the same bytes before and after, and as many letters")
    func letters() throws {
        let letters = Array("87cURD]\ni,\"Ebo80zzH\"D$~>".utf8)
        let bytes = try #require(ASCII85.decode(letters))
        #expect(bytes == Array("Hello World!\0\0\0\0\0\0\0\0yes".utf8))
        var blanked = bytes
        for at in 2..<7 { blanked[at] = 0 }
        let written = ASCII85.write(blanked, instead: bytes, over: letters)
        #expect(written.count == letters.count && ASCII85.decode(written) == blanked)
        for wrong in ["5", "55z", "vvvvv", "uuuuu"] { #expect(ASCII85.decode(Array(wrong.utf8)) == nil, "\(wrong)") }
    }
}
