/// A document to be written: what its reader would find in it again, block by block.
public struct OfficeDocument: Sendable, Equatable {
    /// Stands on top of the document and in its properties: a file without one has no name in a screen reader.
    public var title: String
    /// Who publishes it; empty where that is nobody's business.
    public var publisher: String
    /// "en-GB", "cy-GB": what the text is read aloud in.
    public var language: String
    /// `2026-11-22T09:30:00Z`. The same plan at the same moment gives the same bytes.
    public var madeAt: String
    /// Tables stand as they are: no cell of them is merged. Their first row is the heading.
    public var blocks: [Block]

    public init(
        title: String, publisher: String = "", language: String = "en-GB", madeAt: String, blocks: [Block]
    ) {
        self.title = title
        self.publisher = publisher
        self.language = language
        self.madeAt = madeAt
        self.blocks = blocks
    }

    var tables: [Table] {
        blocks.compactMap { if case .table(let table) = $0 { table } else { nil } }
    }

    var paragraphs: [Paragraph] {
        blocks.compactMap { if case .paragraph(let paragraph) = $0 { paragraph } else { nil } }
    }
}

/// The formats that a document is written in, the open ones first.
public enum DocumentFormat: String, CaseIterable, Sendable {
    case odt, ods, docx, xlsx, csv, json

    public var name: String {
        switch self {
        case .odt: "OpenDocument text (ODT)"
        case .ods: "OpenDocument spreadsheet (ODS)"
        case .docx: "Word (DOCX)"
        case .xlsx: "Excel (XLSX)"
        case .csv: "Comma-separated values (CSV)"
        case .json: "JSON"
        }
    }

    public var contentType: String {
        switch self {
        case .odt: OdfPackage.text
        case .ods: OdfPackage.spreadsheet
        case .docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case .csv: "text/csv; charset=utf-8"
        case .json: "application/json"
        }
    }

    /// True for a text with headings and tables on paper, false for a table of records.
    public var isPaper: Bool { self == .odt || self == .docx }
}

/// Writes a document in any of the formats. `DocumentReader` reads each of them back to the same blocks.
public enum DocumentWriter {
    /// The bytes of the file. No clock, no random: equal documents give equal bytes.
    public static func bytes(_ document: OfficeDocument, as format: DocumentFormat) -> [UInt8] {
        switch format {
        case .odt: OdtWriter.bytes(document)
        case .ods: OdsWriter.bytes(document)
        case .docx: DocxWriter.bytes(document)
        case .xlsx: XlsxWriter.bytes(document)
        case .csv: Array(CSVTables.text(document).utf8)
        case .json: Array(JSONTables.text(document).utf8)
        }
    }
}
