import Foundation
import Testing

@testable import Documents

/// The files were made by Pillow, piexif, exiftool, python-docx, LibreOffice and ReportLab:
/// `Tests/Fixtures/attachments/make.py`. PDFs have a suite of their own.
@Suite("What people attach leaves without what they did not mean to send")
struct AttachedFileTests {
    static let made: [(String, AttachedKind)] = [
        ("turned.jpg", .jpeg), ("upright.jpg", .jpeg), ("progressive.jpg", .jpeg), ("print.jpg", .jpeg),
        ("screen.png", .png), ("palette.png", .png), ("note.docx", .docx), ("note.odt", .odt),
    ]

    @Test("strangers' files are known by content, and no name, serial number or place is left in a byte of them", arguments: made)
    func cleaned(name: String, kind: AttachedKind) throws {
        let file = try AttachedFile(cleaning: bytes(name))
        #expect(file.kind == kind && file.remains == nil)
        var contents = try [file.bytes]
        if kind == .docx || kind == .odt {
            let archive = try ZipArchive(file.bytes)
            contents = try archive.names.map { try archive.read($0) ?? [] }
            #expect(!archive.names.contains { $0.contains("humbnail") || $0.hasPrefix("docProps") })
        }
        for content in contents {
            let text = String(decoding: content, as: UTF8.self).lowercased()
            for word in ["telltale", "sn-4477", "tellcam", "tell 7", "2026:11:20", "xpacket", "photoshop"] {
                #expect(!text.contains(word), "\(name): \(word)")
            }
        }
        #expect(try AttachedFile(cleaning: file.bytes).isSame(as: file), "cleaning twice changes nothing more")
        guard let folder = ProcessInfo.processInfo.environment["GRANVILLE_TEST_CLEANED"] else { return }
        // For Tests/Fixtures/attachments/check.py, which looks with strangers' eyes.
        try Data(file.bytes).write(to: URL(filePath: folder).appending(path: name))
    }

    @Test("a photo taken upright, turned or mirrored keeps which side is up, and that alone")
    func orientation() throws {
        for (name, side) in [("turned.jpg", 6), ("progressive.jpg", 3), ("print.jpg", 8)] {
            let file = try AttachedFile(cleaning: bytes(name))
            let mark = try #require(file.bytes.firstRange(of: Array("Exif\0\0".utf8)))
            #expect(try Orientation.read(file.bytes[mark.upperBound...]) == side)
        }
        #expect(try AttachedFile(cleaning: bytes("upright.jpg")).bytes.firstRange(of: Array("Exif".utf8)) == nil)
        for side in 1...8 { #expect(Orientation.read(Orientation.block(side)[...]) == side) }
        #expect(Orientation.read([]) == nil && Orientation.read(Orientation.block(9)[...]) == nil)
    }

    @Test("text is text, also when it begins as some picture would")
    func text() throws {
        for words in ["BMW parked outside", "MZ is what he said", "Café, wŷ, 東京\r\n\tnext", "ID3 gone", "<3 hours", "a < b"] {
            let file = try AttachedFile(cleaning: Array(words.utf8))
            #expect(try file.kind == .text && file.bytes == Array(words.utf8), "\(words)")
        }
        #expect(try AttachedFile(cleaning: [0xEF, 0xBB, 0xBF] + Array("ok".utf8)).bytes == Array("ok".utf8))
    }

    @Test("what is neither picture, document nor text is refused with words that say what to do", arguments: [
        ("\0\0\0\u{18}ftypheic\0\0\0\0", "HEIC"), ("\0\0\0\u{18}ftypmif1\0\0\0\0", "HEIC"), ("\0\0\0\u{18}ftypisom\0\0\0\0", "Films"),
        ("GIF89a\u{1}\0\u{1}\0", "JPEG or PNG"), ("RIFF\0\0\0\0WEBPVP8 ", "JPEG or PNG"), ("MZ\u{1}\0\u{3}\0", "program"),
        ("\u{7F}ELF\u{2}\u{1}", "program"), ("#!/bin/sh\nrm", "program"), ("{\\rtf1 hello}", "rich text"),
        ("<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG"), ("  <?xml version='1.0'?>\n<svg/>", "SVG"),
        ("\u{FEFF}<!DOCTYPE html><script>", "web page"), ("<html>", "web page"), ("\n<script>alert(1)</script>", "web page"),
        ("<?xml version='1.0'?><a/>", "web page"), ("a\0b", "do not know"), ("a\u{1B}[2Jb", "do not know"), ("", "empty"),
    ])
    func refused(content: String, words: String) throws {
        let refusal = #expect(throws: FileRefusal.self) { try AttachedFile(cleaning: Array(content.utf8)) }
        #expect(refusal?.description.contains(words) == true, "\(refusal?.description ?? "")")
    }

    @Test("bytes that are no letters, and files too large, are refused")
    func otherBytes() {
        #expect(throws: FileRefusal.self) { try AttachedFile(cleaning: [0x41, 0xFF, 0xFE, 0x41]) }
        #expect(throws: FileRefusal.self) { try AttachedFile(cleaning: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) }
        #expect(throws: FileRefusal.tooLarge) {
            try AttachedFile(cleaning: Array(repeating: 0x41, count: AttachedFile.maximumSize + 1))
        }
    }

    private func bytes(_ name: String) throws -> [UInt8] { try Attachment.bytes(name) }
}

enum Attachment {
    static func bytes(_ name: String) throws -> [UInt8] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        return try [UInt8](Data(contentsOf: folder.appending(path: "Fixtures/attachments/\(name)")))
    }
}
