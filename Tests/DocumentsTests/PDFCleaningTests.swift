import Foundation
import Testing

@testable import Documents

/// The files were made by ReportLab, LibreOffice, img2pdf, qpdf, pikepdf, pypdf and pyHanko:
/// `Tests/Fixtures/attachments/make_pdfs.py`.
@Suite("A PDF leaves without who made it, with what and when")
struct PDFCleaningTests {
    static let made: [(name: String, remains: String?)] = [
        ("letters", nil), ("bytes", nil), ("office", nil), ("photo", nil), ("office-streams", nil), ("linear", nil),
        ("open-streams", nil), ("everywhere", nil), ("everywhere-streams", nil), ("packed-picture", nil),
        ("later", "changed after"), ("signed", "was signed"),
    ]

    @Test("strangers' PDFs keep their length, and no name is left in a byte or in a stream of them", arguments: made)
    func cleaned(name: String, remains: String?) throws {
        let old = try Attachment.bytes("pdf/\(name).pdf")
        let file = try AttachedFile(cleaning: old)
        let new = try file.bytes
        #expect(file.kind == .pdf && new.count == old.count && new != old)
        #expect(!PDFTelltale.found(in: old).isEmpty && PDFTelltale.found(in: new) == [])
        #expect(remains.map { file.remains?.contains($0) == true } ?? (file.remains == nil), "\(file.remains ?? "")")
        #expect(try AttachedFile(cleaning: new).isSame(as: file), "cleaning twice changes nothing more")
        guard let folder = ProcessInfo.processInfo.environment["GRANVILLE_TEST_CLEANED"] else { return }
        // For Tests/Fixtures/attachments/check.py, which looks with strangers' eyes.
        try Data(new).write(to: URL(filePath: folder).appending(path: "\(name).pdf"))
    }

    @Test("a locked PDF is refused with words that say how to unlock it")
    func locked() throws {
        let refusal = #expect(throws: FileRefusal.self) { try AttachedFile(cleaning: Attachment.bytes("pdf/locked.pdf")) }
        #expect(refusal?.description.contains("Save a copy without a password") == true)
    }

    @Test("a name goes however it is written", arguments: [
        "(Jane Telltale)", "(Jane \\) \\\\ ((Telltale) x))", "(Jane Tell\\\ntale)", "(\\376\\377\\000J\\000a Telltale)", "<4A616E6520 54656C6C74616C65>", "<4a616e6>",
        "<</Deep [(Jane) <</Telltale (Telltale)>>]>>", "[(Jane)(Telltale)]", "/Telltale", "8 0 R",
    ])
    func strings(value: String) throws {
        let key = value == "/Telltale" ? "/#41uthor" : "/Author"
        for entry in ["\(key) \(value)", "/Nobody'sKey\(value.first == "8" ? " " : "")\(value)", "\(key)%Jane Telltale\n\(value)/Trapped/True"] {
            let objects = ["5 0 obj<<\(entry)>>endobj"] + (value == "8 0 R" ? ["8 0 obj (Jane Telltale) endobj"] : [])
            let cleaned = try Self.cleaned(objects, trailer: "/Info 5 0 R")
            for left in ["Jane", "Telltale", "4A61", "4a61", "5465"] { #expect(!cleaned.contains(left), "\(entry): \(cleaned)") }
            #expect(cleaned.contains("5 0 obj<<") && cleaned.contains(">>endobj"))
        }
    }

    @Test("what names nobody, or must be there, stays", arguments: [
        "7 0 obj<</Title (Chapter one)/Parent 6 0 R>>endobj", "7 0 obj<</Type/Annot/Subtype/Widget/T(field)/FT/Tx>>endobj",
        "7 0 obj<</Author/Para/Creator[5 0 R]>>endobj", "7 0 obj<</Type/Annot/Subtype/Text/Contents(Seen on Friday)/NM(n1)>>endobj",
        "7 0 obj<</Length 9>>stream\n(Jane) Tj\nendstream endobj", "7 0 obj [/Metadata/PieceInfo 12 0 R(x)] endobj",
    ])
    func stays(object: String) throws {
        #expect(try Self.cleaned([object], trailer: "/Size 9").contains(object))
    }

    @Test("names go from notes, signatures, private data and streams, wherever they stand", arguments: [
        "7 0 obj<</Type/Annot/Subtype/Highlight/T(Telltale)/M(Telltale)/CreationDate<5465>>>endobj",
        "7 0 obj<</Subtype/Ink/T 8 0 R>>endobj 8 0 obj(Telltale)endobj",
        "7 0 obj<</Type/Sig/ByteRange[0 1 2 3]/Name(Telltale)/Contents<546500>/Cert[(Telltale)]/Prop_Build<</App<</Name/Telltale>>>>>>endobj",
        "7 0 obj<</PieceInfo 8 0 R>>endobj 8 0 obj<</A 9 0 R>>endobj 9 0 obj[10 0 R]endobj 10 0 obj<</Length 8>>stream\nTelltale\nendstream endobj",
        "7 0 obj<</Metadata 8 0 R>>endobj 8 0 obj<</Length 30/Filter[/Telltale]>>stream\nTelltale\nendstream endobj",
        "8 0 obj<</Type/Metadata/Length 9 0 R>>stream\r\nTelltale\r\nendstream endobj 9 0 obj 8 endobj",
        "7 0 obj<</DSS<</Certs[8 0 R]>>>>endobj 8 0 obj<</Length 8>>stream\nTelltale\nendstream endobj",
        "% made by Telltale\n7 0 obj % Telltale\n<<%Telltale\r/A 1>>%Telltale\nendobj",
        "7 0 obj<</A<</Producer(Telltale)>>>>endobj", "6 0 obj 1 endobj7 0 obj<</Producer(Telltale)>>endobj%%EOF8 0 obj<</Author(Telltale)>>endobj",
    ])
    func goes(objects: String) throws {
        let cleaned = try Self.cleaned([objects], trailer: "/ID[<5465><5465>(Telltale)]")
        for left in ["Telltale", "5465"] { #expect(!cleaned.contains(left), "\(cleaned)") }
        #expect(cleaned.components(separatedBy: "endobj").count == objects.components(separatedBy: "endobj").count)
    }

    @Test("what private data shares with the pages is not taken out")
    func shared() throws {
        let font = "9 0 obj<</Length 8>>stream\nNot mine\nendstream endobj"
        let cleaned = try Self.cleaned(["7 0 obj<</PieceInfo<</A[9 0 R 9 0 R]/B 10 0 R>>>>endobj", "8 0 obj[9 0 R]endobj", font,
                                        "10 0 obj<</Type/Page/Rotate 90>>endobj"], trailer: "/Size 9")
        #expect(cleaned.contains(font) && cleaned.contains("/Rotate 90"))
    }

    @Test("of a revised file the information of each revision goes")
    func revisions() throws {
        let objects = ["5 0 obj<</Author(Telltale 1)>>endobj", "trailer<</Info 5 0 R>>", "5 0 obj<</Author(Telltale 2)>>endobj",
                       "6 0 obj<</Type/XRef/Info 7 0 R/ID[(Telltale)(Telltale)]/Length 1>>stream\nx\nendstream endobj",
                       "7 0 obj<</Author(Telltale 3)>>endobj"]
        #expect(try !Self.cleaned(objects, trailer: "/Root 1 0 R").contains("Telltale"))
    }

    private static func cleaned(_ objects: [String], trailer: String) throws -> String {
        let file = PDFSketch.bytes(objects, trailer: trailer)
        let cleaned = try AttachedFile(cleaning: file).bytes
        #expect(cleaned.count == file.count)
        return String(decoding: cleaned, as: UTF8.self)
    }
}

/// The least that passes for a PDF.
enum PDFSketch {
    static func bytes(_ objects: [String], trailer: String = "/Size 1") -> [UInt8] {
        bytes(of: Array(objects.joined(separator: "\n").utf8), trailer: trailer)
    }

    static func bytes(of objects: [UInt8], trailer: String = "/Size 1") -> [UInt8] {
        let body = Array("%PDF-1.7\n%âãÏÓ\n".utf8) + objects + [0x0A]
        return body + Array("xref\n0 1\n0000000000 65535 f \ntrailer<<\(trailer)>>\nstartxref\n\(body.count)\n%%EOF\n".utf8)
    }

    /// An object stream; its content is packed unless it is to be read as it stands.
    static func stream(_ content: [UInt8], count: Int, first: Int, packed: [UInt8]? = nil) -> [UInt8] {
        let data = packed ?? content
        let filter = packed == nil ? "" : "/Filter/FlateDecode"
        return Array("9 0 obj<</Type/ObjStm/N \(count)/First \(first)/Length \(data.count)\(filter)>>stream\n".utf8) + data
            + Array("\nendstream endobj\n".utf8)
    }
}

/// Looks for what the makers of the fixtures put in, also in what is packed or written as letters.
enum PDFTelltale {
    static func found(in file: [UInt8]) -> Set<String> {
        var contents = [file]
        var at = 0
        while let mark = file[at...].firstRange(of: Array("stream".utf8)) {
            at = mark.upperBound
            let start = file[at...].firstIndex { $0 != 0x0D && $0 != 0x0A } ?? file.endIndex
            let end = file[start...].firstRange(of: Array("endstream".utf8))?.lowerBound ?? file.endIndex
            let data = Array(file[start..<end])
            if let plain = try? Inflation.unpack(zlib: data, atMost: 1_000_000) { contents.append(plain) }
            if let plain = ASCII85.decode(data) {
                contents.append(plain)
                if let more = try? Inflation.unpack(zlib: plain, atMost: 1_000_000) { contents.append(more) }
            }
        }
        let words = ["telltale", "tellcam", "tell 7", "sn-4477", "2026:11:20", "d:2026", "xpacket"]
        return Set(words.filter { word in
            contents.contains { content in
                let text = String(decoding: content, as: UTF8.self).lowercased()
                let wide: [UInt8] = word.utf8.flatMap { [0, $0] as [UInt8] }
                return text.contains(word) || content.firstRange(of: wide) != nil
                    || text.contains(word.utf8.map { String($0, radix: 16) }.joined())
            }
        })
    }
}
