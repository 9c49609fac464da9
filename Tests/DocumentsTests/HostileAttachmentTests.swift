import Testing

@testable import Documents

@Suite("Attachments made to hurt are refused quickly and in words")
struct HostileAttachmentTests {
    @Test("cut anywhere, a file is refused and never half kept", arguments: [
        "turned.jpg", "progressive.jpg", "screen.png", "note.docx", "note.odt", "note.pdf",
    ])
    func cut(name: String) throws {
        let whole = try AttachedFile(cleaning: Attachment.bytes(name)).bytes
        for length in stride(from: 8, to: whole.count - 1, by: max(1, whole.count / 200)) {
            let part = Array(whole.prefix(length))
            #expect(throws: FileRefusal.self, "\(name) cut at \(length)") { try AttachedFile(cleaning: part) }
        }
    }

    @Test("with any byte changed a file is refused or is still one of its kind", arguments: ["turned.jpg", "screen.png", "note.pdf"])
    func flipped(name: String) throws {
        let whole = try Attachment.bytes(name)
        for position in stride(from: 0, to: whole.count, by: 7) {
            var changed = whole
            changed[position] = ~changed[position]
            if let file = try? AttachedFile(cleaning: changed) {
                #expect(try AttachedFile(cleaning: file.bytes).isSame(as: file), "\(name) at \(position)")
            }
        }
    }

    @Test("another file behind the end, in a comment or in a private chunk does not come through")
    func polyglots() throws {
        let hidden = Array("PK\u{3}\u{4}<script>hidden</script>".utf8)
        let jpeg = try Attachment.bytes("upright.jpg")
        let comment: [UInt8] = [0xFF, 0xFE, 0, UInt8(hidden.count + 2)] + hidden
        for forged in [jpeg + hidden, [0xFF, 0xD8] + comment + jpeg.dropFirst(2)] {
            #expect(try AttachedFile(cleaning: forged).isSame(as: AttachedFile(cleaning: jpeg)))
        }
        let png = try Attachment.bytes("palette.png")
        #expect(try AttachedFile(cleaning: png + hidden).isSame(as: AttachedFile(cleaning: png)))
        let pdf = try Attachment.bytes("note.pdf")
        #expect(throws: FileRefusal.self) { try AttachedFile(cleaning: pdf + hidden) }
        #expect(throws: FileRefusal.self) { try AttachedFile(cleaning: hidden + pdf) }
    }

    @Test("first bytes alone do not make a picture or a document")
    func beginnings() {
        let starts: [[UInt8]] = [
            [0xFF, 0xD8, 0xFF], [0xFF, 0xD8, 0xFF, 0xD9], [0xFF, 0xD8, 0xFF, 0xE0] + Array("<?php".utf8),
            PNGCleaning.signature, PNGCleaning.signature + Array("<html>".utf8), Array("%PDF-1.7\n<script>".utf8),
            Array("%PDF-1.7\nstartxref\n5\n%%EOF".utf8), [0x50, 0x4B, 3, 4], [0x50, 0x4B, 3, 4] + Array(repeating: 0, count: 100),
        ]
        for start in starts { #expect(throws: FileRefusal.self) { try AttachedFile(cleaning: start) } }
    }

    @Test("ten thousand segments, or a million chunks, take no time")
    func many() throws {
        let jpeg = try Attachment.bytes("upright.jpg")
        let segments = (0..<10_000).flatMap { _ in [0xFF, 0xFE, 0, 3, 0x41] as [UInt8] }
        let png = try Attachment.bytes("palette.png")
        let empty: [UInt8] = [0, 0, 0, 0] + Array("prVt".utf8)
        let sum = Deflation.checksum(Array("prVt".utf8))
        let chunk = empty + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: sum >> $0) }
        let chunks = (0..<100_000).flatMap { _ in chunk }
        let start = ContinuousClock.now
        #expect(throws: FileRefusal.damaged) { try AttachedFile(cleaning: [0xFF, 0xD8] + segments + jpeg.dropFirst(2)) }
        #expect(throws: FileRefusal.damaged) {
            try AttachedFile(cleaning: [0xFF, 0xD8] + Array(repeating: 0xFF, count: 1_000_000))
        }
        let many = png.prefix(33) + chunks + png.dropFirst(33)
        #expect(try AttachedFile(cleaning: Array(many)).isSame(as: AttachedFile(cleaning: png)))
        #expect(ContinuousClock.now - start < .seconds(10))
    }

    @Test("a picture that would fill the memory of whoever opens it is refused")
    func pixels() throws {
        var png = try Attachment.bytes("palette.png")
        png.replaceSubrange(16..<24, with: [0, 1, 0, 0, 0, 1, 0, 0])
        let sum = Deflation.checksum(Array(png[12..<29]))
        png.replaceSubrange(29..<33, with: [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: sum >> $0) })
        #expect(throws: FileRefusal.tooLargeInside) { try AttachedFile(cleaning: png) }
        var jpeg = try Attachment.bytes("print.jpg")
        let size = try #require(jpeg.firstRange(of: [0xFF, 0xC0, 0, 20, 8])).upperBound
        jpeg.replaceSubrange(size..<size + 4, with: [0xFF, 0xFF, 0xFF, 0xFF])
        #expect(throws: FileRefusal.tooLargeInside) { try AttachedFile(cleaning: jpeg) }
    }

    @Test("office files with a macro, other files or an entity in them are refused", arguments: [
        "word/vbaProject.bin", "word/embeddings/oleObject1.bin", "word/activeX/activeX1.xml",
    ])
    func office(name: String) throws {
        let note = try ZipArchive(Attachment.bytes("note.docx"))
        #expect(throws: FileRefusal.self) { try AttachedFile(cleaning: packed(note, and: name, [0])) }
        let entity = Array("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>".utf8)
        #expect(throws: FileRefusal.self) { try AttachedFile(cleaning: packed(note, and: "word/extra.xml", entity)) }
    }

    @Test("an office file that unpacks to far more than it should is refused before it is unpacked")
    func bomb() throws {
        let note = try ZipArchive(Attachment.bytes("note.docx"))
        let bomb = try packed(note, and: "word/extra.xml", Array(repeating: 0, count: 4 * 1024 * 1024))
        #expect(bomb.count < 200_000)
        #expect(throws: FileRefusal.self) { try AttachedFile(cleaning: bomb) }
    }

    @Test("a ZIP that is no text document, and a spreadsheet, are refused with what to do")
    func otherZips() throws {
        var plain = ZipWriter()
        plain.add("photo.jpg", "x")
        #expect(throws: FileRefusal("This is a compressed file. Unpack it and attach what is in it.")) {
            try AttachedFile(cleaning: plain.finish())
        }
        var sheet = ZipWriter()
        sheet.add("[Content_Types].xml", "<a/>")
        sheet.add("xl/workbook.xml", "<a/>")
        let refusal = #expect(throws: FileRefusal.self) { try AttachedFile(cleaning: sheet.finish()) }
        #expect(refusal?.description.contains("spreadsheet") == true)
    }

    @Test("a locked PDF, and one that runs a program or hides a file, are refused", arguments: [
        "/Encrypt 5 0 R", "/JavaScript (app.alert(1))", "/S/Launch", "/J#61v#61Script(a)", "/Type/EmbeddedFile",
    ])
    func activePDF(name: String) throws {
        // As long as what it replaces, so that all places stay true.
        var pdf = try Attachment.bytes("note.pdf")
        let at = try #require(pdf.firstRange(of: Array("/Author".utf8))).lowerBound
        let text = Array("\(name) ".utf8)
        pdf.replaceSubrange(at..<at + text.count, with: text)
        #expect(throws: FileRefusal.self) { try AttachedFile(cleaning: pdf) }
    }

    @Test("the path of a template on somebody's disk goes, and with it what a server could load")
    func template() throws {
        let note = try ZipArchive(Attachment.bytes("note.docx"))
        let relation = #"<Relationships><Relationship Id="rId1" Type="http://x/attachedTemplate" Target="file:///C:/Jane/a.dotm" TargetMode="External"/></Relationships>"#
        let cleaned = try AttachedFile(cleaning: packed(note, and: "word/_rels/settings.xml.rels", Array(relation.utf8)))
        let archive = try ZipArchive(cleaned.bytes)
        let part = try #require(try archive.read("word/_rels/settings.xml.rels"))
        #expect(String(decoding: part, as: UTF8.self) == "<Relationships></Relationships>")
    }

    private func packed(_ archive: ZipArchive, and name: String, _ content: [UInt8]) throws -> [UInt8] {
        var zip = ZipWriter()
        for part in archive.names where part != name { zip.add(part, try archive.read(part) ?? []) }
        zip.add(name, content)
        return zip.finish()
    }
}
