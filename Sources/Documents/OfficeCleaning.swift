import Spools

/// A Word document or an OpenDocument text, packed anew without what says who wrote it and where.
///
/// Properties, thumbnails, printers, the template's path and the names of commentators go; pictures inside are cleaned as
/// pictures are. What can run or hides further files is refused.
struct OfficeCleaning {
    private let archive: ZipArchive
    private var keepsOtherPictures = false

    /// Holds the file whole, and puts what becomes of it into a spool of its own.
    static func clean(_ spool: Spool) throws(FileRefusal) -> AttachedFile {
        do {
            var cleaning = OfficeCleaning(archive: try ZipArchive(try spool.whole()))
            let kind = try cleaning.kind()
            try cleaning.refuseRunning()
            let cleaned = Spool(in: spool.folder)
            try cleaned.add(try kind == .odt ? cleaning.openDocument() : cleaning.word())
            return AttachedFile(kind, cleaned, remains: cleaning.keepsOtherPictures ? otherPictures : nil)
        } catch let refusal as FileRefusal {
            throw refusal
        } catch is SpoolError {
            throw .unreadable
        } catch {
            throw unreadable
        }
    }

    private static let unreadable = FileRefusal(
        "The file is damaged, locked with a password, or holds far too much. Open it, save it again and try once more.")
    private static let otherPictures =
        "The document holds pictures other than JPEG and PNG. They keep what they say about where and when they were made."

    private init(archive: ZipArchive) { self.archive = archive }

    private func kind() throws -> AttachedKind {
        if archive.holds("word/document.xml"), archive.holds("[Content_Types].xml") { return .docx }
        let type = try archive.read("mimetype").map { String(decoding: $0, as: UTF8.self) }
        if type == AttachedKind.odt.mediaType, archive.holds("content.xml") { return .odt }
        if archive.holds("[Content_Types].xml") || type != nil {
            throw FileRefusal("This is a spreadsheet or a presentation. Save it as PDF and attach that.")
        }
        throw FileRefusal("This is a compressed file. Unpack it and attach what is in it.")
    }

    private func refuseRunning() throws {
        for name in archive.names.map({ $0.lowercased() }) {
            if name.hasSuffix("vbaproject.bin") || name.contains("/activex/") || name.hasPrefix("basic/")
                || name.hasPrefix("scripts/") {
                throw FileRefusal("The document holds a program (a macro). Save it without, as .docx or as PDF.")
            }
            if name.contains("/embeddings/") {
                throw FileRefusal("The document holds other files. Save it as PDF, or attach them one by one.")
            }
        }
    }

    // MARK: Word

    private mutating func word() throws -> [UInt8] {
        var zip = ZipWriter()
        for name in archive.names.sorted(by: { ($0 != "[Content_Types].xml" ? 1 : 0, $0) < ($1 != "[Content_Types].xml" ? 1 : 0, $1) }) {
            guard !name.hasPrefix("docProps/"), !name.hasSuffix("/"), let content = try archive.read(name) else { continue }
            zip.add(name, try wordPart(name, content))
        }
        return zip.finish()
    }

    private mutating func wordPart(_ name: String, _ content: [UInt8]) throws -> [UInt8] {
        if name.hasPrefix("word/media/") { return try picture(content) }
        guard name.hasSuffix(".xml") || name.hasSuffix(".rels") else { return content }
        try XMLGate.check(Self.withoutMark(content))
        var scrub = MarkupScrub(content)
        switch name {
        case "[Content_Types].xml": scrub.drop(element: "Override", holding: ["\"/docProps/"])
        case "_rels/.rels": scrub.drop(element: "Relationship", holding: ["docProps/", "/metadata/"])
        case "word/_rels/settings.xml.rels": scrub.drop(element: "Relationship", holding: ["/attachedTemplate\""])
        case "word/settings.xml":
            scrub.drop(element: "w:attachedTemplate", holding: ["r:id="])
        case "word/people.xml": return Array(Self.nobody.utf8)
        default:
            for attribute in ["w:author", "w15:author", "w15:userId"] { scrub.set(attribute: attribute, to: "Author") }
            scrub.set(attribute: "w:initials", to: "A")
        }
        return scrub.bytes
    }

    private static let nobody =
        #"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w15:people xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"/>"#

    // MARK: OpenDocument

    private mutating func openDocument() throws -> [UInt8] {
        var zip = ZipWriter()
        zip.add("mimetype", Array(AttachedKind.odt.mediaType.utf8), isStored: true)
        for name in archive.names {
            let isGone = name == "mimetype" || name.hasPrefix("Thumbnails/") || name.hasPrefix("Configurations2/")
            guard !isGone, !name.hasSuffix("/"), let content = try archive.read(name) else { continue }
            zip.add(name, try openPart(name, content))
        }
        return zip.finish()
    }

    private mutating func openPart(_ name: String, _ content: [UInt8]) throws -> [UInt8] {
        if name.hasPrefix("Pictures/") || name.hasPrefix("ObjectReplacements/") { return try picture(content) }
        if name == "meta.xml" || name.hasSuffix("/meta.xml") { return Array(Self.empty("meta").utf8) }
        // Names the printer, and with it often the office.
        if name == "settings.xml" { return Array(Self.empty("settings").utf8) }
        guard name.hasSuffix(".xml") || name.hasSuffix(".rdf") else { return content }
        try XMLGate.check(Self.withoutMark(content))
        var scrub = MarkupScrub(content)
        if name == "META-INF/manifest.xml" {
            scrub.drop(element: "manifest:file-entry", holding: ["\"Thumbnails/", "\"Configurations2/"])
        } else {
            for element in ["dc:creator", "meta:creator-initials", "loext:sender-initials", "text:sender-firstname"] {
                scrub.empty(element: element)
            }
        }
        return scrub.bytes
    }

    private static func empty(_ part: String) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <office:document-\(part) xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.3">\
        <office:\(part)/></office:document-\(part)>
        """
    }

    // MARK: Pictures

    private mutating func picture(_ content: [UInt8]) throws -> [UInt8] {
        var window = FileWindow(content)
        if content.starts(with: [0xFF, 0xD8, 0xFF]) {
            let cleaned = try JPEGCleaning.clean(&window)
            return try cleaned.bytes(from: &window)
        }
        if content.starts(with: PNGCleaning.signature) {
            let cleaned = try PNGCleaning.clean(&window)
            return try cleaned.bytes(from: &window)
        }
        keepsOtherPictures = true
        return content
    }

    private static func withoutMark(_ content: [UInt8]) -> ArraySlice<UInt8> {
        content.starts(with: [0xEF, 0xBB, 0xBF]) ? content.dropFirst(3) : content[...]
    }
}
