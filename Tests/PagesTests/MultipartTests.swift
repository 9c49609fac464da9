import Testing

@testable import Pages

@Suite("A form with files")
struct MultipartTests {
    static let boundary = "----x7Boundary"

    static func body(_ parts: [String], end: String = "--\r\n") -> [UInt8] {
        Array((parts.map { "--\(boundary)\r\n\($0)\r\n" }.joined() + "--\(boundary)\(end)").utf8)
    }

    static func read(_ parts: [String], end: String = "--\r\n") throws -> FormData {
        try FormData(contentType: "multipart/form-data; boundary=\"\(boundary)\"", body: body(parts, end: end))
    }

    static let note = "Content-Disposition: form-data; name=\"note\"\r\n\r\nfirst\r\nsecond"
    static let file =
        "content-disposition: form-data; name=\"plan\"; filename=\"C:\\fake\\our \\\"plan\\\" %22x%22.csv\"\r\n"
        + "Content-Type: text/csv\r\n\r\na,b\r\n1,2\r\n"
    static let chosen = "Content-Disposition: form-data; name=\"plan\"; filename="

    @Test("fields and files come apart, bytes untouched")
    func whole() throws {
        let form = try Self.read([Self.note, Self.file])
        #expect(form["note"] == "first\nsecond")
        let file = try #require(form.file("plan"))
        #expect(file.name == "our \"plan\" \"x\".csv")
        #expect(file.contentType == "text/csv")
        #expect(try file.whole() == Array("a,b\r\n1,2\r\n".utf8))
        #expect(form["plan"] == nil)
    }

    @Test("a file field left alone is no file")
    func noFile() throws {
        let form = try Self.read([Self.chosen + "\"\"\r\nContent-Type: application/octet-stream\r\n\r\n"])
        #expect(form.file("plan") == nil)
    }

    @Test("a boundary that a file only almost holds does not cut it")
    func almost() throws {
        let content = "x\r\n------x7Boundar\r\n----x7Boundary\r\n------x7"
        let form = try Self.read([Self.chosen + "\"a.txt\"\r\n\r\n" + content])
        #expect(try form.file("plan")?.whole() == Array(content.utf8))
    }

    @Test("words before the first boundary and spaces after one are passed over")
    func preamble() throws {
        let text = "to be ignored\r\n--\(Self.boundary) \t\r\n\(Self.note)\r\n--\(Self.boundary)--"
        #expect(try FormData(multipart: Array(text.utf8), boundary: Self.boundary)["note"] == "first\nsecond")
    }

    @Test("an empty value and an empty form are what they are")
    func empty() throws {
        #expect(try Self.read(["Content-Disposition: form-data; name=\"a\"\r\n\r\n"])["a"] == "")
        #expect(try Self.read([]).values.isEmpty)
    }

    @Test("a body cut anywhere is refused, never read in part")
    func cut() throws {
        let whole = Self.body([Self.note, Self.file], end: "--")
        for length in 0..<whole.count {
            #expect(throws: FormData.Failure.self, "cut at \(length)") {
                try FormData(multipart: Array(whole[..<length]), boundary: Self.boundary)
            }
        }
        _ = try FormData(multipart: whole, boundary: Self.boundary)
    }

    @Test("parts that name nothing, endless heads and foreign boundaries are refused", arguments: [
        "Content-Disposition: form-data\r\n\r\nx", "Content-Type: text/plain\r\n\r\nx",
        "x: \(String(repeating: "y", count: 9_000))\r\n\r\nz",
        "Content-Disposition: attachment; name=\"a\"\r\n\r\nx", "no head at all",
    ])
    func refused(part: String) {
        #expect(throws: FormData.Failure.self) { try Self.read([part]) }
    }

    @Test("a flood of parts is refused")
    func flood() {
        let part = "Content-Disposition: form-data; name=\"a\"\r\n\r\n1"
        #expect(throws: FormData.Failure.tooManyFields(limit: 2_000)) {
            try Self.read(Array(repeating: part, count: 2_001))
        }
    }

    @Test("any bytes at all end in an answer")
    func noise() {
        var state: UInt64 = 42
        for _ in 0..<2_000 {
            var bytes = Self.body([Self.note, Self.file])
            for _ in 0..<4 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                bytes[Int(state >> 33) % bytes.count] = UInt8(truncatingIfNeeded: state >> 20)
            }
            _ = try? FormData(multipart: bytes, boundary: Self.boundary)
            _ = try? FormData(urlEncoded: bytes)
        }
    }
}
