/// A ZIP of stored parts, for files that would be too large to keep as fixtures.
func storedZip(_ parts: [(name: String, content: String)]) -> [UInt8] {
    var file: [UInt8] = []
    var directory: [UInt8] = []
    for part in parts {
        let name = Array(part.name.utf8), content = Array(part.content.utf8)
        let shared =
            little(20, 2) + little(0, 2) + little(0, 2) + little(0, 4)
            + little(Int(crc32(content)), 4) + little(content.count, 4) + little(content.count, 4)
            + little(name.count, 2) + little(0, 2)
        directory +=
            little(0x0201_4B50, 4) + little(20, 2) + shared + little(0, 2) + little(0, 2) + little(0, 2)
            + little(0, 4) + little(file.count, 4) + name
        file += little(0x0403_4B50, 4) + shared + name + content
    }
    let end =
        little(0x0605_4B50, 4) + little(0, 2) + little(0, 2) + little(parts.count, 2) + little(parts.count, 2)
        + little(directory.count, 4) + little(file.count, 4) + little(0, 2)
    return file + directory + end
}

func docx(_ body: String) -> [UInt8] {
    storedZip([
        (
            "word/document.xml",
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">\
            <w:body>\(body)</w:body></w:document>
            """
        )
    ])
}

func xlsx(_ rows: String, after: String = "") -> [UInt8] {
    let main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
    return storedZip([
        (
            "xl/workbook.xml",
            "<workbook \(main) xmlns:r=\"r\"><sheets><sheet name=\"Plan\" r:id=\"a\"/></sheets></workbook>"
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"a\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
        ),
        ("xl/worksheets/sheet1.xml", "<worksheet \(main)><sheetData>\(rows)</sheetData>\(after)</worksheet>")
    ])
}

private func little(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
}

private let crcTable: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1 }
}

private func crc32(_ bytes: [UInt8]) -> UInt32 {
    let table = crcTable
    return ~bytes.reduce(~UInt32(0)) { table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] ^ $0 >> 8 }
}
