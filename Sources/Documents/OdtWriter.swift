/// Writes an OpenDocument text: title, headings and lists by their styles, tables with heading rows that repeat.
enum OdtWriter {
    static func bytes(_ document: OfficeDocument) -> [UInt8] {
        OdfPackage(
            mediaType: OdfPackage.text, document: document, content: content(document), styles: styles(document)
        ).bytes()
    }

    private static func content(_ document: OfficeDocument) -> XMLText {
        var xml = XMLText()
        xml.markup("<office:document-content")
        xml.odfNames()
        xml.markup("><office:automatic-styles>")
        let tables = document.tables
        for (place, table) in tables.enumerated() { columnStyles(table, place, &xml) }
        xml.markup(
            """
            <style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties \
            fo:padding="0.1cm" fo:border="0.5pt solid #6b6b6b"/></style:style>\
            <style:style style:name="HeadCell" style:family="table-cell"><style:table-cell-properties \
            fo:padding="0.1cm" fo:border="0.5pt solid #6b6b6b" fo:background-color="#e6e9ec"/></style:style>\
            <style:style style:name="Italics" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>\
            <text:list-style style:name="Bullets">
            """)
        for level in 1...3 {
            xml.markup("<text:list-level-style-bullet text:level=\"")
            xml.number(level)
            xml.markup("\" text:bullet-char=\"")
            xml.text(level == 1 ? "•" : level == 2 ? "◦" : "▪")
            xml.markup("\"><style:list-level-properties text:space-before=\"")
            xml.text("0.\((level - 1) * 4)cm")
            xml.markup("\" text:min-label-width=\"0.4cm\"/></text:list-level-style-bullet>")
        }
        xml.markup("</text:list-style></office:automatic-styles><office:body><office:text>")
        if !document.title.isEmpty {
            xml.markup("<text:p text:style-name=\"Title\">")
            xml.odfWords(CellLines.plain(document.title))
            xml.markup("</text:p>")
        }
        var names = TableNames()
        var place = 0
        for block in document.blocks {
            switch block {
            case .paragraph(let paragraph): self.paragraph(paragraph, style: "Standard", &xml)
            case .table(let table):
                self.table(table, named: names.next(table.name), place, &xml)
                place += 1
            }
        }
        xml.markup("</office:text></office:body></office:document-content>")
        return xml
    }

    private static func columnStyles(_ table: Table, _ place: Int, _ xml: inout XMLText) {
        for (column, share) in ColumnWidths.shares(table).enumerated() {
            xml.markup("<style:style style:family=\"table-column\" style:name=\"")
            xml.text("T\(place + 1)C\(column + 1)")
            xml.markup("\"><style:table-column-properties style:rel-column-width=\"")
            xml.number(Int(share * 65_535))
            xml.markup("*\"/></style:style>")
        }
    }

    // MARK: paragraphs

    private static func paragraph(_ paragraph: Paragraph, style: StaticString, _ xml: inout XMLText) {
        switch paragraph.role {
        case .title:
            xml.markup("<text:p text:style-name=\"Title\">")
            words(paragraph, &xml)
            xml.markup("</text:p>")
        case .heading(let level):
            xml.markup("<text:h text:style-name=\"Heading_20_")
            xml.number(min(max(level, 1), 6))
            xml.markup("\" text:outline-level=\"")
            xml.number(min(max(level, 1), 6))
            xml.markup("\">")
            words(paragraph, &xml)
            xml.markup("</text:h>")
        case .bullet(let depth):
            let depth = min(max(depth, 1), 3)
            xml.markup("<text:list text:style-name=\"Bullets\"><text:list-item>")
            for _ in 1..<depth { xml.markup("<text:list><text:list-item>") }
            xml.markup("<text:p text:style-name=\"List_20_item\">")
            words(paragraph, &xml)
            xml.markup("</text:p>")
            for _ in 0..<depth { xml.markup("</text:list-item></text:list>") }
        case .plain:
            xml.markup("<text:p text:style-name=\"")
            xml.markup(style)
            xml.markup("\">")
            words(paragraph, &xml)
            xml.markup("</text:p>")
        }
    }

    private static func words(_ paragraph: Paragraph, _ xml: inout XMLText) {
        let text = CellLines.plain(paragraph.text)
        guard paragraph.isItalic else { return xml.odfWords(text) }
        xml.markup("<text:span text:style-name=\"Italics\">")
        xml.odfWords(text)
        xml.markup("</text:span>")
    }

    // MARK: tables

    private static func table(_ table: Table, named name: String, _ place: Int, _ xml: inout XMLText) {
        let width = table.width
        xml.markup("<table:table table:style-name=\"Table\" table:name=\"")
        xml.text(name)
        xml.markup("\">")
        for column in 0..<width {
            xml.markup("<table:table-column table:style-name=\"")
            xml.text("T\(place + 1)C\(column + 1)")
            xml.markup("\"/>")
        }
        for (number, row) in table.rows.enumerated() {
            if number == 0 { xml.markup("<table:table-header-rows>") }
            xml.markup("<table:table-row>")
            for cell in row.cells(width: width) { self.cell(cell, isHead: number == 0, &xml) }
            xml.markup("</table:table-row>")
            if number == 0 { xml.markup("</table:table-header-rows>") }
        }
        xml.markup("</table:table>")
    }

    private static func cell(_ cell: Cell?, isHead: Bool, _ xml: inout XMLText) {
        xml.markup("<table:table-cell office:value-type=\"string\" table:style-name=\"")
        xml.markup(isHead ? "HeadCell" : "Cell")
        xml.markup("\">")
        for paragraph in cell?.paragraphs ?? [] {
            self.paragraph(paragraph, style: isHead ? "Table_20_heading" : "Table_20_text", &xml)
        }
        if cell?.paragraphs.isEmpty ?? true { xml.markup("<text:p text:style-name=\"Table_20_text\"/>") }
        xml.markup("</table:table-cell>")
    }
}

/// Names of tables and sheets, each once.
struct TableNames {
    private var seen: Set<String> = []

    mutating func next(_ name: String?) -> String {
        let name = name.flatMap { $0.isEmpty ? nil : $0 } ?? "Table"
        var unique = name, number = 2
        while !seen.insert(unique.lowercased()).inserted {
            unique = "\(name) \(number)"
            number += 1
        }
        return unique
    }
}
