import Foundation
import Testing

@testable import Documents

@Suite("Files that hurt")
struct HostileFileTests {
    @Test(
        "each broken or hostile office file gets one sentence",
        arguments: [
            ("zip-bomb.docx", "The file unpacks to far more"),
            ("entity-bomb.docx", "The file declares its own XML entities"),
            ("undefined-entity.docx", "The file is damaged"), ("utf16.docx", "The file is damaged"),
            ("climbing.docx", "The file holds parts with names"), ("absolute.docx", "The file holds parts with names"),
            ("truncated.docx", "The file is damaged"), ("locked.docx", "The file is locked"),
            ("wrong-size.docx", "The file is damaged"), ("wrong-crc.docx", "The file is damaged"),
            ("picture.docx", "This is a picture"), ("not-office.zip", "This is a ZIP file without"),
            ("writer.odt", "There are no words in this file")
        ])
    func office(name: String, begins: String) throws {
        let message = try #require(refusal(of: try fixture(name), name: name)).message
        #expect(message.hasPrefix(begins), "\(message)")
    }

    @Test("a sound small document is not among them")
    func sound() throws {
        #expect(try DocumentReader.read(try fixture("small.docx")).paragraphs.count == 9)
    }

    @Test(
        "kinds that are no text are named, whatever the file is called",
        arguments: [
            ("%PDF-1.7\n", "This is a PDF"), ("\u{FF}\u{D8}\u{FF}\u{E0}", "This is a picture"),
            ("GIF89a", "This is a picture"),
            ("\u{D0}\u{CF}\u{11}\u{E0}", "This is an older Word"), ("{\\rtf1", "This is a rich text file"),
            ("\u{1F}\u{8B}\u{8}", "This is a compressed file"), ("RIFF1234WEBPVP8 ", "This is a picture"),
            ("\u{1}\0\u{2}\0\0\u{7}", "This is not a text"), ("", "The file is empty"),
            ("\n <!DOCTYPE svg><p>x", "This is an XML file"), ("<?xml version=\"1.0\"?><p>x", "This is an XML file")
        ])
    func kinds(latin1: String, begins: String) throws {
        let bytes = Self.bytes(latin1)
        let message = try #require(refusal(of: bytes, name: "plan.csv")).message
        #expect(message.hasPrefix(begins), "\(message)")
    }

    @Test(
        "broken letters are refused with their line",
        arguments: [
            ("Caf\u{C3}\u{A9}\tb\nna\u{C3}\u{AF}ve\t\u{E2}\u{80}", 2), ("\u{EF}\u{BB}\u{BF}a\n\nb\u{C3}", 3),
            ("\u{FF}\u{FE}a\0\n\0\0\u{D8}a\0", 2), ("\u{FE}\u{FF}\0a\0", 1), ("a\nb\u{81}", 2)
        ])
    func brokenLetters(latin1: String, line: Int) throws {
        let error = try #require(refusal(of: Self.bytes(latin1)))
        #expect(error.row == line)
        #expect(error.message.hasSuffix("Save it again as UTF-8."), "\(error)")
    }

    /// One byte for each character up to U+00FF.
    private static func bytes(_ latin1: String) -> [UInt8] {
        latin1.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    }

    @Test("one stray control character is read as a space and said")
    func stray() throws {
        let document = try read(String(repeating: "Words of a plan. ", count: 20) + "a\u{7}b")
        #expect(document.warnings.map(\.message) == ["A control character was read as a space."])
    }

    @Test("a file over 25 MB is refused, by path without being read whole")
    func tooLarge() throws {
        let bytes = [UInt8](repeating: 0x61, count: DocumentReader.maximumBytes + 1)
        #expect(refusal(of: bytes)?.message.hasPrefix("The file is larger than 25 MB") == true)
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("documents-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        #expect(FileManager.default.createFile(atPath: path, contents: nil))
        let handle = try #require(FileHandle(forWritingAtPath: path))
        try handle.truncate(atOffset: 200 * 1024 * 1024)
        try handle.close()
        #expect(throws: SourceError.self) { try DocumentReader.read(file: path) }
    }
}

@Suite("Limits")
struct LimitTests {
    private static let tooManyRows = "The table has more than 5,000 rows. Split it into smaller files."

    @Test("a table of 50,000 rows is refused at row 5,001, in every format", .timeLimit(.minutes(1)))
    func rows() throws {
        let count = 50_000
        let csv = "a,b\n" + String(repeating: "1,2\n", count: count)
        let tabbed = "a\tb\n" + String(repeating: "1\t2\n", count: count)
        let sheet = xlsx((1...count).map { "<row r=\"\($0)\"><c r=\"A\($0)\"><v>1</v></c></row>" }.joined())
        let word = docx(
            "<w:tbl>" + String(repeating: "<w:tr><w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc></w:tr>", count: count)
                + "</w:tbl>")
        for bytes in [Array(csv.utf8), Array(tabbed.utf8), sheet, word] {
            #expect(refusal(of: bytes) == SourceError(Self.tooManyRows, row: 5_001))
        }
    }

    @Test("65 columns are one too many", .timeLimit(.minutes(1)))
    func columns() {
        let cells = (1...65).map(String.init)
        let files: [[UInt8]] = [
            Array(("a,b\n" + cells.joined(separator: ",")).utf8),
            Array(("a\tb\n" + cells.joined(separator: "\t")).utf8),
            xlsx("<row>" + cells.map { "<c><v>\($0)</v></c>" }.joined() + "</row>"),
            docx(
                "<w:tbl><w:tr>" + cells.map { "<w:tc><w:p><w:r><w:t>\($0)</w:t></w:r></w:p></w:tc>" }.joined()
                    + "</w:tr></w:tbl>")
        ]
        for file in files {
            #expect(refusal(of: file)?.message.hasPrefix("The row has more than 64 columns") == true)
        }
    }

    @Test("a cell of 20,001 characters is one too long, and 20,000 are not", .timeLimit(.minutes(1)))
    func cells() throws {
        for (length, isTaken) in [(20_000, true), (20_001, false)] {
            let long = String(repeating: "é", count: length)
            let files: [[UInt8]] = [
                Array("a,b,c\n1,\(long),3\n".utf8), Array("a\tb\n1\t\(long)\n".utf8),
                xlsx("<row><c><v>1</v></c><c t=\"str\"><v>\(long)</v></c></row>"),
                docx(
                    "<w:tbl><w:tr><w:tc/><w:tc><w:p><w:r><w:t>\(long)</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
                )
            ]
            for file in files {
                let error = refusal(of: file)
                #expect((error == nil) == isTaken, "\(String(describing: error))")
                if !isTaken { #expect(error?.column == 2) }
            }
        }
    }

    @Test("a document of more elements than its budget is refused, through all its parts")
    func elements() throws {
        let budget = XMLBudget(elements: 10)
        let part = Array("<a><b/><b/><b/></a>".utf8)
        for _ in 0..<2 { try XMLWalk.read(part, DocxStyles(), budget: budget) }
        #expect(throws: SourceError.tooLargeInside) { try XMLWalk.read(part, DocxStyles(), budget: budget) }
    }

    @Test("an element of very many attributes, which keeps the parser busy for minutes, never reaches it")
    func attributes() {
        let many = (0...XMLGate.maximumAttributes).map { "a\($0)=\">\"" }.joined(separator: " ")
        #expect(refusal(of: docx("<w:p \(many)/>")) == .damaged)
    }

    @Test("a part of more than 10 MB, which libxml2 refuses in one piece, is read", .timeLimit(.minutes(1)))
    func largePart() throws {
        let filler = "<!--" + String(repeating: "x", count: 2_700_000) + "-->"
        let body = DocxBody(DocxStyles())
        try XMLWalk.read(
            Array("<d>\(filler)\(filler)\(filler)\(filler)<p><t>end</t></p></d>".utf8), body, budget: XMLBudget())
        #expect(body.draft.plainText == "end")
    }

    @Test("a file of line ends alone is refused and costs no memory", .timeLimit(.minutes(1)))
    func lineEnds() {
        #expect(
            refusal(of: [UInt8](repeating: 0x0A, count: 4_000_000))?.message.hasPrefix("There are no words") == true)
        let many = Array(String(repeating: "a\n", count: 100_000).utf8)
        #expect(refusal(of: many)?.message.hasPrefix("The file has more than 20,000 paragraphs") == true)
    }
}
