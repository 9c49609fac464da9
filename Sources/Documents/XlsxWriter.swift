/// Writes an Excel workbook: a cover with title and words, then a sheet with one named table for each table.
///
/// Every cell is a typed string: none can become a formula. No merged, hidden or blank rows, no filters, wrapped text,
/// heading rows that repeat on paper and stay in sight on screen. Source: guidance on accessible spreadsheets of the
/// Analysis Function, checked 2026-11-22.
enum XlsxWriter {
    static func bytes(_ document: OfficeDocument) -> [UInt8] {
        let sheets = Sheets(document)
        let main = "application/vnd.openxmlformats-officedocument.spreadsheetml."
        let count = sheets.tables.count
        var zip = ZipWriter()
        var parts = [("/xl/workbook.xml", main + "sheet.main+xml"), ("/xl/styles.xml", main + "styles+xml")]
        parts += (1...(count + 1)).map { ("/xl/worksheets/sheet\($0).xml", main + "worksheet+xml") }
        parts += sheets.tables.indices.map { ("/xl/tables/table\($0 + 1).xml", main + "table+xml") }
        zip.add("[Content_Types].xml", OoxmlParts.contentTypes(parts))
        zip.add("_rels/.rels", OoxmlParts.root("xl/workbook.xml"))
        zip.add("docProps/core.xml", OoxmlParts.properties(document))
        zip.add("xl/workbook.xml", workbook(sheets))
        zip.add(
            "xl/_rels/workbook.xml.rels",
            OoxmlParts.relations(
                (1...(count + 1)).map { (OoxmlParts.office("worksheet"), "worksheets/sheet\($0).xml") }
                    + [(OoxmlParts.office("styles"), "styles.xml")]))
        zip.add("xl/styles.xml", styles)
        zip.add("xl/worksheets/sheet1.xml", cover(sheets))
        for (place, sheet) in sheets.tables.enumerated() {
            zip.add("xl/worksheets/sheet\(place + 2).xml", self.sheet(sheet))
            zip.add(
                "xl/worksheets/_rels/sheet\(place + 2).xml.rels",
                OoxmlParts.relations([(OoxmlParts.office("table"), "../tables/table\(place + 1).xml")]))
            zip.add("xl/tables/table\(place + 1).xml", table(sheet, place + 1))
        }
        return zip.finish()
    }

    private static func workbook(_ sheets: Sheets) -> XMLText {
        var xml = XMLText()
        xml.markup("<workbook")
        xml.sheetNames()
        xml.markup("><sheets><sheet name=\"Cover\" sheetId=\"1\" r:id=\"rId1\"/>")
        for (place, sheet) in sheets.tables.enumerated() {
            xml.markup("<sheet name=\"")
            xml.text(sheet.name)
            xml.markup("\" sheetId=\"")
            xml.number(place + 2)
            xml.markup("\" r:id=\"rId")
            xml.number(place + 2)
            xml.markup("\"/>")
        }
        xml.markup("</sheets>")
        if !sheets.tables.isEmpty {
            xml.markup("<definedNames>")
            for (place, sheet) in sheets.tables.enumerated() {
                xml.markup("<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"")
                xml.number(place + 1)
                xml.markup("\">'")
                xml.text(sheet.name)
                xml.markup("'!$1:$1</definedName>")
            }
            xml.markup("</definedNames>")
        }
        xml.markup("</workbook>")
        return xml
    }

    // MARK: sheets

    private static func cover(_ sheets: Sheets) -> XMLText {
        var xml = XMLText()
        xml.markup("<worksheet")
        xml.sheetNames()
        xml.markup("><cols><col min=\"1\" max=\"1\" width=\"100\" customWidth=\"1\"/></cols><sheetData>")
        for (place, line) in sheets.cover.enumerated() {
            row(place + 1, [line], style: place == 0 ? 3 : 1, &xml)
        }
        xml.markup("</sheetData></worksheet>")
        return xml
    }

    private static func sheet(_ sheet: Sheets.Sheet) -> XMLText {
        var xml = XMLText()
        xml.markup("<worksheet")
        xml.sheetNames()
        xml.markup(
            """
            ><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" \
            topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>
            """)
        for (column, share) in ColumnWidths.shares(sheet.table).enumerated() {
            xml.markup("<col customWidth=\"1\" min=\"")
            xml.number(column + 1)
            xml.markup("\" max=\"")
            xml.number(column + 1)
            xml.markup("\" width=\"")
            xml.number(max(12, Int(share * 180)))
            xml.markup("\"/>")
        }
        xml.markup("</cols><sheetData>")
        row(1, sheet.headings, style: 2, &xml)
        for (place, row) in sheet.table.rows.dropFirst().enumerated() {
            self.row(place + 2, row.cells(width: sheet.width).map { $0.map(CellLines.text) ?? "" }, style: 1, &xml)
        }
        xml.markup(
            """
            </sheetData><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/><tableParts count="1"><tablePart \
            r:id="rId1"/></tableParts></worksheet>
            """)
        return xml
    }

    private static func row(_ number: Int, _ texts: [String], style: Int, _ xml: inout XMLText) {
        xml.markup("<row r=\"")
        xml.number(number)
        xml.markup("\">")
        for (place, text) in texts.enumerated() {
            xml.markup("<c r=\"")
            xml.text(Sheets.letters(place + 1))
            xml.number(number)
            xml.markup("\" s=\"")
            xml.number(style)
            guard !text.isEmpty else {
                xml.markup("\"/>")
                continue
            }
            xml.markup("\" t=\"inlineStr\"><is><t xml:space=\"preserve\">")
            xml.text(XlsxEscapes.escaped(text))
            xml.markup("</t></is></c>")
        }
        xml.markup("</row>")
    }

    private static func table(_ sheet: Sheets.Sheet, _ id: Int) -> XMLText {
        var xml = XMLText()
        xml.markup("<table xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" totalsRowShown=\"0\" id=\"")
        xml.number(id)
        xml.markup("\" name=\"")
        xml.text(sheet.rangeName)
        xml.markup("\" displayName=\"")
        xml.text(sheet.rangeName)
        xml.markup("\" ref=\"A1:")
        xml.text(sheet.lastCell)
        xml.markup("\"><tableColumns count=\"")
        xml.number(sheet.width)
        xml.markup("\">")
        for (place, heading) in sheet.headings.enumerated() {
            xml.markup("<tableColumn id=\"")
            xml.number(place + 1)
            xml.markup("\" name=\"")
            xml.text(XlsxEscapes.escaped(heading))
            xml.markup("\"/>")
        }
        xml.markup("</tableColumns><tableStyleInfo name=\"TableStyleLight1\" showRowStripes=\"0\"/></table>")
        return xml
    }

    /// 0 plain, 1 words that wrap, 2 a heading, 3 the cover's title.
    private static var styles: XMLText {
        var xml = XMLText()
        xml.markup(
            """
            <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="3"><font><sz \
            val="11"/><name val="Arial"/></font><font><b/><sz val="11"/><name val="Arial"/></font><font><b/><sz val="16"/>\
            <name val="Arial"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill>\
            <patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE6E9EC"/>\
            </patternFill></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" \
            fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" \
            borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" \
            applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="49" fontId="1" fillId="2" \
            borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1"><alignment \
            vertical="top" wrapText="1"/></xf><xf numFmtId="49" fontId="2" fillId="0" borderId="0" xfId="0" \
            applyNumberFormat="1" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs>\
            <cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>
            """)
        return xml
    }
}

extension XMLText {
    fileprivate mutating func sheetNames() {
        markup(" xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"")
        markup(" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"")
    }
}

/// `_x0041_` in a workbook's string is the letter A; words that happen to look like that are written otherwise.
///
/// Source: ECMA-376 part 1, 22.9.2.19 (ST_Xstring).
enum XlsxEscapes {
    static func escaped(_ text: String) -> String {
        guard text.contains("_x") else { return text }
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        for at in bytes.indices {
            if code(bytes, at) != nil { result += Array("_x005F".utf8) }
            result.append(bytes[at])
        }
        return String(decoding: result, as: UTF8.self)
    }

    static func unescaped(_ text: String) -> String {
        guard text.contains("_x") else { return text }
        let bytes = Array(text.utf8)
        var result = String.UnicodeScalarView()
        var plain: [UInt8] = []
        var at = 0
        while at < bytes.count {
            if let code = code(bytes, at), let scalar = Unicode.Scalar(code) {
                result.append(contentsOf: String(decoding: plain, as: UTF8.self).unicodeScalars)
                plain = []
                result.append(scalar)
                at += 7
            } else {
                plain.append(bytes[at])
                at += 1
            }
        }
        result.append(contentsOf: String(decoding: plain, as: UTF8.self).unicodeScalars)
        return String(result)
    }

    /// The number of an escape that begins there.
    private static func code(_ bytes: [UInt8], _ at: Int) -> UInt32? {
        guard at + 7 <= bytes.count, bytes[at] == 0x5F, bytes[at + 1] == 0x78, bytes[at + 6] == 0x5F else { return nil }
        return UInt32(String(decoding: bytes[at + 2..<at + 6], as: UTF8.self), radix: 16)
    }
}
