/// The parts that Word's and Excel's files share: kinds of parts, relations, properties.
///
/// Source: ECMA-376 part 2 (open packaging conventions) and part 1, section 15, checked 2026-11-22.
enum OoxmlParts {
    static func contentTypes(_ parts: [(name: String, type: String)]) -> XMLText {
        var xml = XMLText()
        xml.markup("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">")
        xml.markup("<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>")
        xml.markup("<Default Extension=\"xml\" ContentType=\"application/xml\"/>")
        for part in parts + [("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml")] {
            xml.markup("<Override PartName=\"")
            xml.text(part.name)
            xml.markup("\" ContentType=\"")
            xml.text(part.type)
            xml.markup("\"/>")
        }
        xml.markup("</Types>")
        return xml
    }

    /// Relations are numbered from `rId1` in the order given.
    static func relations(_ targets: [(kind: String, target: String)]) -> XMLText {
        var xml = XMLText()
        xml.markup("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">")
        for (place, relation) in targets.enumerated() {
            xml.markup("<Relationship Id=\"rId")
            xml.number(place + 1)
            xml.markup("\" Type=\"")
            xml.text(relation.kind)
            xml.markup("\" Target=\"")
            xml.text(relation.target)
            xml.markup("\"/>")
        }
        xml.markup("</Relationships>")
        return xml
    }

    static func office(_ kind: String) -> String {
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/\(kind)"
    }

    /// What the package itself points to.
    static func root(_ main: String) -> XMLText {
        relations([
            (office("officeDocument"), main),
            ("http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml")
        ])
    }

    static func properties(_ document: OfficeDocument) -> XMLText {
        var xml = XMLText()
        xml.markup(
            """
            <cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" \
            xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" \
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>
            """)
        xml.text(document.title)
        xml.markup("</dc:title><dc:creator>")
        xml.text(document.publisher)
        xml.markup("</dc:creator><dc:language>")
        xml.text(document.language)
        xml.markup("</dc:language><dcterms:created xsi:type=\"dcterms:W3CDTF\">")
        xml.text(document.madeAt)
        xml.markup("</dcterms:created><dcterms:modified xsi:type=\"dcterms:W3CDTF\">")
        xml.text(document.madeAt)
        xml.markup("</dcterms:modified></cp:coreProperties>")
        return xml
    }
}
