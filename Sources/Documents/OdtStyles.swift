extension OdtWriter {
    /// The named styles, and A4 across: seven columns do not fit along.
    static func styles(_ document: OfficeDocument) -> XMLText {
        var xml = XMLText()
        xml.markup("<office:document-styles")
        xml.odfNames()
        xml.markup("><office:font-face-decls><style:font-face style:name=\"Arial\" svg:font-family=\"Arial\"/>")
        xml.markup("</office:font-face-decls><office:styles><style:default-style style:family=\"paragraph\">")
        xml.markup("<style:text-properties style:font-name=\"Arial\" fo:font-size=\"11pt\"")
        xml.odfLanguage(document.language)
        xml.markup("/></style:default-style>")
        xml.markup(
            """
            <style:default-style style:family="table"><style:table-properties table:border-model="collapsing"/></style:default-style>\
            <style:style style:name="Table" style:family="table"><style:table-properties style:rel-width="100%" \
            table:align="margins" fo:margin-bottom="0.5cm"/></style:style>\
            <style:style style:name="Standard" style:family="paragraph" style:class="text"><style:paragraph-properties \
            fo:margin-bottom="0.2cm"/></style:style>\
            <style:style style:name="Title" style:family="paragraph" style:parent-style-name="Standard" style:class="chapter">\
            <style:paragraph-properties fo:margin-bottom="0.4cm"/><style:text-properties fo:font-size="20pt" \
            fo:font-weight="bold"/></style:style>\
            <style:style style:name="List_20_item" style:display-name="List item" style:family="paragraph" \
            style:parent-style-name="Standard"><style:paragraph-properties fo:margin-bottom="0cm"/></style:style>\
            <style:style style:name="Table_20_text" style:display-name="Table text" style:family="paragraph" \
            style:parent-style-name="Standard"><style:paragraph-properties fo:margin-bottom="0cm"/>\
            <style:text-properties fo:font-size="10pt"/></style:style>\
            <style:style style:name="Table_20_heading" style:display-name="Table heading" style:family="paragraph" \
            style:parent-style-name="Table_20_text"><style:text-properties fo:font-weight="bold"/></style:style>
            """)
        for level in 1...6 {
            xml.markup("<style:style style:family=\"paragraph\" style:parent-style-name=\"Standard\" style:class=\"text\" style:name=\"Heading_20_")
            xml.number(level)
            xml.markup("\" style:display-name=\"Heading ")
            xml.number(level)
            xml.markup("\" style:default-outline-level=\"")
            xml.number(level)
            xml.markup("\"><style:paragraph-properties fo:margin-top=\"0.4cm\" fo:margin-bottom=\"0.2cm\" fo:keep-with-next=\"always\"/>")
            xml.markup("<style:text-properties fo:font-weight=\"bold\" fo:font-size=\"")
            xml.number(max(11, 18 - 2 * level))
            xml.markup("pt\"/></style:style>")
        }
        xml.markup(
            """
            </office:styles><office:automatic-styles><style:page-layout style:name="Across"><style:page-layout-properties \
            fo:page-width="29.7cm" fo:page-height="21cm" style:print-orientation="landscape" fo:margin="1.5cm"/>\
            </style:page-layout></office:automatic-styles><office:master-styles><style:master-page style:name="Standard" \
            style:page-layout-name="Across"/></office:master-styles></office:document-styles>
            """)
        return xml
    }
}
