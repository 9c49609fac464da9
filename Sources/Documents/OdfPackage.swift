/// What every OpenDocument file has around its content: kind, list of parts, properties.
///
/// Source: OpenDocument 1.3 part 2 (packages) and part 3, checked 2026-11-22.
struct OdfPackage {
    static let text = "application/vnd.oasis.opendocument.text"
    static let spreadsheet = "application/vnd.oasis.opendocument.spreadsheet"

    let mediaType: String
    let document: OfficeDocument
    var content: XMLText
    var styles: XMLText
    var settings: XMLText?

    consuming func bytes() -> [UInt8] {
        var zip = ZipWriter()
        zip.add("mimetype", Array(mediaType.utf8), isStored: true)
        zip.add("content.xml", content)
        zip.add("styles.xml", styles)
        zip.add("meta.xml", meta)
        if let settings { zip.add("settings.xml", settings) }
        zip.add("META-INF/manifest.xml", manifest)
        return zip.finish()
    }

    private var meta: XMLText {
        var xml = XMLText()
        xml.markup("<office:document-meta")
        xml.odfNames()
        xml.markup("><office:meta><meta:generator>Granville</meta:generator><dc:title>")
        xml.text(document.title)
        xml.markup("</dc:title><dc:creator>")
        xml.text(document.publisher)
        xml.markup("</dc:creator><dc:language>")
        xml.text(document.language)
        xml.markup("</dc:language><meta:creation-date>")
        xml.text(document.madeAt)
        xml.markup("</meta:creation-date><dc:date>")
        xml.text(document.madeAt)
        xml.markup("</dc:date></office:meta></office:document-meta>")
        return xml
    }

    private var manifest: XMLText {
        var xml = XMLText()
        xml.markup(
            "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" manifest:version=\"1.3\">")
        xml.markup("<manifest:file-entry manifest:full-path=\"/\" manifest:version=\"1.3\" manifest:media-type=\"")
        xml.text(mediaType)
        xml.markup("\"/>")
        for part in ["content.xml", "styles.xml", "meta.xml"] + (settings == nil ? [] : ["settings.xml"]) {
            xml.markup("<manifest:file-entry manifest:full-path=\"")
            xml.text(part)
            xml.markup("\" manifest:media-type=\"text/xml\"/>")
        }
        xml.markup("</manifest:manifest>")
        return xml
    }
}

extension XMLText {
    mutating func odfNames() {
        markup(" xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\"")
        markup(" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"")
        markup(" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\"")
        markup(" xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\"")
        markup(" xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\"")
        markup(" xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\"")
        markup(" xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\"")
        markup(" xmlns:config=\"urn:oasis:names:tc:opendocument:xmlns:config:1.0\"")
        markup(" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" office:version=\"1.3\"")
    }

    /// `fo:language` and `fo:country` of "en-GB".
    mutating func odfLanguage(_ language: String) {
        let parts = language.split(separator: "-").map(String.init)
        markup(" fo:language=\"")
        text(parts.first ?? "en")
        markup("\" fo:country=\"")
        text(parts.count > 1 ? parts[1] : "GB")
        markup("\"")
    }

    /// The words of a paragraph: runs of spaces, tabs and line breaks have elements of their own in OpenDocument.
    mutating func odfWords(_ words: String) {
        guard words.utf8.contains(where: { $0 == 0x09 || $0 == 0x0A }) || words.hasPrefix(" ") || words.contains("  ")
        else { return text(words) }
        var plain = "", spaces = 0
        var isStart = true
        for scalar in words.unicodeScalars {
            if scalar == " " { spaces += 1; continue }
            if spaces > 0 {
                if !isStart { plain += " " }
                text(plain)
                plain = ""
                let rest = isStart ? spaces : spaces - 1
                if rest > 0 {
                    markup("<text:s text:c=\"")
                    number(rest)
                    markup("\"/>")
                }
                spaces = 0
            }
            isStart = false
            switch scalar {
            case "\t", "\n":
                text(plain)
                plain = ""
                if scalar == "\t" { markup("<text:tab/>") } else { markup("<text:line-break/>") }
                isStart = true
            default: plain.unicodeScalars.append(scalar)
            }
        }
        text(plain)
    }
}
