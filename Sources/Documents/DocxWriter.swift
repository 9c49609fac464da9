/// Writes a Word document: title, headings and lists by their styles, tables whose heading rows repeat on each page.
enum DocxWriter {
    static func bytes(_ document: OfficeDocument) -> [UInt8] {
        let main = "application/vnd.openxmlformats-officedocument.wordprocessingml."
        var zip = ZipWriter()
        zip.add(
            "[Content_Types].xml",
            OoxmlParts.contentTypes([
                ("/word/document.xml", main + "document.main+xml"), ("/word/styles.xml", main + "styles+xml"),
                ("/word/numbering.xml", main + "numbering+xml"), ("/word/settings.xml", main + "settings+xml")
            ]))
        zip.add("_rels/.rels", OoxmlParts.root("word/document.xml"))
        zip.add("docProps/core.xml", OoxmlParts.properties(document))
        zip.add("word/document.xml", body(document))
        zip.add(
            "word/_rels/document.xml.rels",
            OoxmlParts.relations([
                (OoxmlParts.office("styles"), "styles.xml"), (OoxmlParts.office("numbering"), "numbering.xml"),
                (OoxmlParts.office("settings"), "settings.xml")
            ]))
        zip.add("word/styles.xml", styles(document))
        zip.add("word/numbering.xml", numbering)
        zip.add("word/settings.xml", settings)
        return zip.finish()
    }

    private static func body(_ document: OfficeDocument) -> XMLText {
        var xml = XMLText()
        xml.markup("<w:document")
        xml.wordName()
        xml.markup("><w:body>")
        if !document.title.isEmpty { paragraph(Paragraph(document.title, role: .title, row: 0), &xml) }
        var isAfterTable = false
        for block in document.blocks {
            switch block {
            case .paragraph(let paragraph):
                self.paragraph(paragraph, &xml)
                isAfterTable = false
            case .table(let table):
                // Word makes one table of two that touch.
                if isAfterTable { xml.markup("<w:p/>") }
                self.table(table, &xml)
                isAfterTable = true
            }
        }
        if isAfterTable { xml.markup("<w:p/>") }
        xml.markup(
            """
            <w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="850" w:right="850" \
            w:bottom="850" w:left="850" w:header="450" w:footer="450" w:gutter="0"/></w:sectPr></w:body></w:document>
            """)
        return xml
    }

    // MARK: paragraphs

    private static func paragraph(_ paragraph: Paragraph, style: StaticString? = nil, _ xml: inout XMLText) {
        xml.markup("<w:p>")
        switch paragraph.role {
        case .title: xml.markup("<w:pPr><w:pStyle w:val=\"Title\"/></w:pPr>")
        case .heading(let level):
            xml.markup("<w:pPr><w:pStyle w:val=\"Heading")
            xml.number(min(max(level, 1), 6))
            xml.markup("\"/></w:pPr>")
        case .bullet(let depth):
            let depth = min(max(depth, 1), 3)
            xml.markup("<w:pPr><w:pStyle w:val=\"ListBullet")
            if depth > 1 { xml.number(depth) }
            xml.markup("\"/></w:pPr>")
        case .plain:
            if let style {
                xml.markup("<w:pPr><w:pStyle w:val=\"")
                xml.markup(style)
                xml.markup("\"/></w:pPr>")
            }
        }
        let text = CellLines.plain(paragraph.text)
        for (place, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            xml.markup("<w:r>")
            if paragraph.isItalic { xml.markup("<w:rPr><w:i/></w:rPr>") }
            if place > 0 { xml.markup("<w:br/>") }
            xml.markup("<w:t xml:space=\"preserve\">")
            xml.text(String(line))
            xml.markup("</w:t></w:r>")
        }
        xml.markup("</w:p>")
    }

    // MARK: tables

    /// Twentieths of a point between the margins of A4 across.
    private static let width = 15_138.0

    private static func table(_ table: Table, _ xml: inout XMLText) {
        let shares = ColumnWidths.shares(table)
        xml.markup("<w:tbl><w:tblPr><w:tblStyle w:val=\"PlanTable\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/>")
        xml.markup("<w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"0020\" w:firstRow=\"1\" w:lastRow=\"0\" ")
        xml.markup("w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/>")
        if let name = table.name {
            xml.markup("<w:tblCaption w:val=\"")
            xml.text(name)
            xml.markup("\"/>")
        }
        xml.markup("</w:tblPr><w:tblGrid>")
        for share in shares { attribute("<w:gridCol w:w=\"", Int(share * width), &xml) }
        xml.markup("</w:tblGrid>")
        for (number, row) in table.rows.enumerated() {
            xml.markup("<w:tr>")
            if number == 0 { xml.markup("<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>") }
            for (cell, share) in zip(row.cells(width: shares.count), shares) {
                xml.markup("<w:tc><w:tcPr>")
                attribute("<w:tcW w:type=\"dxa\" w:w=\"", Int(share * width), &xml)
                xml.markup("</w:tcPr>")
                for paragraph in cell?.paragraphs ?? [] {
                    self.paragraph(paragraph, style: number == 0 ? "TableHeading" : "TableText", &xml)
                }
                // A cell has at least one paragraph.
                if cell?.paragraphs.isEmpty ?? true {
                    xml.markup("<w:p><w:pPr><w:pStyle w:val=\"TableText\"/></w:pPr></w:p>")
                }
                xml.markup("</w:tc>")
            }
            xml.markup("</w:tr>")
        }
        xml.markup("</w:tbl>")
    }

    private static func attribute(_ start: StaticString, _ number: Int, _ xml: inout XMLText) {
        xml.markup(start)
        xml.number(number)
        xml.markup("\"/>")
    }
}

extension XMLText {
    fileprivate mutating func wordName() {
        markup(" xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"")
    }
}

// MARK: parts beside the body

extension DocxWriter {
    private static func styles(_ document: OfficeDocument) -> XMLText {
        var xml = XMLText()
        xml.markup("<w:styles")
        xml.wordName()
        xml.markup("><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\" w:cs=\"Arial\"/>")
        xml.markup("<w:sz w:val=\"22\"/><w:szCs w:val=\"22\"/><w:lang w:val=\"")
        xml.text(document.language)
        xml.markup("\"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after=\"120\"/></w:pPr></w:pPrDefault></w:docDefaults>")
        xml.markup(
            """
            <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>\
            <w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:next \
            w:val="Normal"/><w:qFormat/><w:pPr><w:spacing w:after="240"/></w:pPr><w:rPr><w:b/><w:sz w:val="40"/></w:rPr></w:style>\
            <w:style w:type="paragraph" w:customStyle="1" w:styleId="TableText"><w:name w:val="Table text"/><w:basedOn \
            w:val="Normal"/><w:pPr><w:spacing w:after="0"/></w:pPr><w:rPr><w:sz w:val="20"/></w:rPr></w:style>\
            <w:style w:type="paragraph" w:customStyle="1" w:styleId="TableHeading"><w:name w:val="Table heading"/><w:basedOn \
            w:val="TableText"/><w:rPr><w:b/></w:rPr></w:style>
            """)
        for level in 1...6 {
            xml.markup("<w:style w:type=\"paragraph\" w:styleId=\"Heading")
            xml.number(level)
            xml.markup("\"><w:name w:val=\"heading ")
            xml.number(level)
            xml.markup("\"/><w:basedOn w:val=\"Normal\"/><w:next w:val=\"Normal\"/><w:qFormat/><w:pPr><w:keepNext/>")
            xml.markup("<w:spacing w:before=\"240\" w:after=\"120\"/><w:outlineLvl w:val=\"")
            xml.number(level - 1)
            xml.markup("\"/></w:pPr><w:rPr><w:b/><w:sz w:val=\"")
            xml.number(max(22, 36 - 4 * level))
            xml.markup("\"/></w:rPr></w:style>")
        }
        for level in 1...3 {
            xml.markup("<w:style w:type=\"paragraph\" w:styleId=\"ListBullet")
            if level > 1 { xml.number(level) }
            xml.markup("\"><w:name w:val=\"List Bullet")
            if level > 1 {
                xml.markup(" ")
                xml.number(level)
            }
            xml.markup("\"/><w:basedOn w:val=\"TableText\"/><w:pPr><w:numPr><w:ilvl w:val=\"")
            xml.number(level - 1)
            xml.markup("\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>")
        }
        xml.markup(
            """
            <w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd \
            w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar>\
            </w:tblPr></w:style><w:style w:type="table" w:customStyle="1" w:styleId="PlanTable"><w:name w:val="Plan table"/>\
            <w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4" w:color="6B6B6B"/><w:left \
            w:val="single" w:sz="4" w:color="6B6B6B"/><w:bottom w:val="single" w:sz="4" w:color="6B6B6B"/><w:right \
            w:val="single" w:sz="4" w:color="6B6B6B"/><w:insideH w:val="single" w:sz="4" w:color="6B6B6B"/><w:insideV \
            w:val="single" w:sz="4" w:color="6B6B6B"/></w:tblBorders></w:tblPr><w:tblStylePr w:type="firstRow"><w:tcPr>\
            <w:shd w:val="clear" w:color="auto" w:fill="E6E9EC"/></w:tcPr></w:tblStylePr></w:style></w:styles>
            """)
        return xml
    }

    private static var numbering: XMLText {
        var xml = XMLText()
        xml.markup("<w:numbering")
        xml.wordName()
        xml.markup("><w:abstractNum w:abstractNumId=\"0\"><w:multiLevelType w:val=\"multilevel\"/>")
        for level in 0..<3 {
            xml.markup("<w:lvl w:ilvl=\"")
            xml.number(level)
            xml.markup("\"><w:start w:val=\"1\"/><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"")
            xml.text(["•", "◦", "▪"][level])
            xml.markup("\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"")
            xml.number(227 * (level + 1))
            xml.markup("\" w:hanging=\"227\"/></w:pPr></w:lvl>")
        }
        xml.markup("</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>")
        return xml
    }

    private static var settings: XMLText {
        var xml = XMLText()
        xml.markup("<w:settings")
        xml.wordName()
        xml.markup(
            """
            ><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" \
            w:val="15"/></w:compat></w:settings>
            """)
        return xml
    }
}
