/// Writes an OpenDocument spreadsheet: a cover with title and words, then a sheet for each table.
///
/// Every cell is a typed string: none can become a formula. No merged, hidden or blank rows, wrapped text, heading rows
/// that repeat on paper and stay in sight on screen. Source: guidance on accessible spreadsheets of the Analysis
/// Function, checked 2026-11-22.
enum OdsWriter {
    static func bytes(_ document: OfficeDocument) -> [UInt8] {
        let sheets = Sheets(document)
        return OdfPackage(
            mediaType: OdfPackage.spreadsheet, document: document, content: content(sheets), styles: styles(document),
            settings: settings(sheets)
        ).bytes()
    }

    private static func content(_ sheets: Sheets) -> XMLText {
        var xml = XMLText()
        xml.markup("<office:document-content")
        xml.odfNames()
        xml.markup("><office:automatic-styles>")
        for (place, sheet) in sheets.tables.enumerated() {
            for (column, share) in ColumnWidths.shares(sheet.table).enumerated() {
                columnStyle("T\(place + 1)C\(column + 1)", centimetres: max(2.5, share * 32), &xml)
            }
        }
        columnStyle("Wide", centimetres: 24, &xml)
        xml.markup(
            """
            <style:style style:name="Row" style:family="table-row"><style:table-row-properties \
            style:use-optimal-row-height="true"/></style:style></office:automatic-styles><office:body><office:spreadsheet>\
            <table:table table:name="Cover"><table:table-column table:style-name="Wide" table:default-cell-style-name="Words"/>
            """)
        for (place, line) in sheets.cover.enumerated() {
            xml.markup("<table:table-row table:style-name=\"Row\">")
            cell(line, style: place == 0 ? "CoverTitle" : "Words", &xml)
            xml.markup("</table:table-row>")
        }
        xml.markup("</table:table>")
        for (place, sheet) in sheets.tables.enumerated() { table(sheet, place, &xml) }
        ranges(sheets, &xml)
        xml.markup("</office:spreadsheet></office:body></office:document-content>")
        return xml
    }

    private static func columnStyle(_ name: String, centimetres: Double, _ xml: inout XMLText) {
        xml.markup("<style:style style:family=\"table-column\" style:name=\"")
        xml.text(name)
        xml.markup("\"><style:table-column-properties style:column-width=\"")
        xml.text("\(Int(centimetres * 10) / 10).\(Int(centimetres * 10) % 10)cm")
        xml.markup("\"/></style:style>")
    }

    private static func table(_ sheet: Sheets.Sheet, _ place: Int, _ xml: inout XMLText) {
        xml.markup("<table:table table:name=\"")
        xml.text(sheet.name)
        xml.markup("\">")
        for column in 0..<sheet.width {
            xml.markup("<table:table-column table:default-cell-style-name=\"Words\" table:style-name=\"")
            xml.text("T\(place + 1)C\(column + 1)")
            xml.markup("\"/>")
        }
        xml.markup("<table:table-header-rows><table:table-row table:style-name=\"Row\">")
        for heading in sheet.headings { cell(heading, style: "Heading", &xml) }
        xml.markup("</table:table-row></table:table-header-rows>")
        for row in sheet.table.rows.dropFirst() {
            xml.markup("<table:table-row table:style-name=\"Row\">")
            for cell in row.cells(width: sheet.width) { self.cell(cell.map(CellLines.text) ?? "", style: "Words", &xml) }
            xml.markup("</table:table-row>")
        }
        xml.markup("</table:table>")
    }

    private static func cell(_ text: String, style: StaticString, _ xml: inout XMLText) {
        xml.markup("<table:table-cell table:style-name=\"")
        xml.markup(style)
        guard !text.isEmpty else { return xml.markup("\"/>") }
        xml.markup("\" office:value-type=\"string\">")
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            xml.markup("<text:p>")
            xml.odfWords(String(line))
            xml.markup("</text:p>")
        }
        xml.markup("</table:table-cell>")
    }

    /// A name for each table, by which a screen reader's user jumps to it.
    private static func ranges(_ sheets: Sheets, _ xml: inout XMLText) {
        guard !sheets.tables.isEmpty else { return }
        xml.markup("<table:database-ranges>")
        for sheet in sheets.tables {
            xml.markup("<table:database-range table:contains-header=\"true\" table:display-filter-buttons=\"false\" table:name=\"")
            xml.text(sheet.rangeName)
            xml.markup("\" table:target-range-address=\"")
            let name = "'" + sheet.name.replacing("'", with: "''") + "'"
            xml.text("\(name).A1:\(name).\(sheet.lastCell)")
            xml.markup("\"/>")
        }
        xml.markup("</table:database-ranges>")
    }

    /// The heading row of each sheet stays in sight.
    private static func settings(_ sheets: Sheets) -> XMLText {
        var xml = XMLText()
        xml.markup("<office:document-settings")
        xml.odfNames()
        xml.markup(
            """
            ><office:settings><config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed \
            config:name="Views"><config:config-item-map-entry><config:config-item config:name="ActiveTable" \
            config:type="string">Cover</config:config-item><config:config-item-map-named config:name="Tables">
            """)
        for sheet in sheets.tables {
            xml.markup("<config:config-item-map-entry config:name=\"")
            xml.text(sheet.name)
            xml.markup(
                """
                "><config:config-item config:name="VerticalSplitMode" config:type="short">2</config:config-item>\
                <config:config-item config:name="VerticalSplitPosition" config:type="int">1</config:config-item>\
                <config:config-item config:name="PositionBottom" config:type="int">1</config:config-item>\
                <config:config-item config:name="ActiveSplitRange" config:type="short">2</config:config-item>\
                </config:config-item-map-entry>
                """)
        }
        xml.markup(
            """
            </config:config-item-map-named></config:config-item-map-entry></config:config-item-map-indexed>\
            </config:config-item-set></office:settings></office:document-settings>
            """)
        return xml
    }

    private static func styles(_ document: OfficeDocument) -> XMLText {
        var xml = XMLText()
        xml.markup("<office:document-styles")
        xml.odfNames()
        xml.markup("><office:styles><style:default-style style:family=\"table-cell\"><style:text-properties fo:font-family=\"Arial\" fo:font-size=\"11pt\"")
        xml.odfLanguage(document.language)
        xml.markup(
            """
            /></style:default-style><style:style style:name="Default" style:family="table-cell"/>\
            <style:style style:name="Words" style:family="table-cell" style:parent-style-name="Default">\
            <style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="top"/></style:style>\
            <style:style style:name="Heading" style:family="table-cell" style:parent-style-name="Words">\
            <style:table-cell-properties fo:border-bottom="1pt solid #3d3d3d" fo:background-color="#e6e9ec"/>\
            <style:text-properties fo:font-weight="bold"/></style:style>\
            <style:style style:name="CoverTitle" style:family="table-cell" style:parent-style-name="Words">\
            <style:text-properties fo:font-weight="bold" fo:font-size="16pt"/></style:style></office:styles>\
            <office:automatic-styles><style:page-layout style:name="Across"><style:page-layout-properties \
            fo:page-width="29.7cm" fo:page-height="21cm" style:print-orientation="landscape" fo:margin="1.5cm" \
            style:scale-to-X="1" style:scale-to-Y="0"/></style:page-layout></office:automatic-styles><office:master-styles>\
            <style:master-page style:name="Default" style:page-layout-name="Across"/></office:master-styles></office:document-styles>
            """)
        return xml
    }
}
