/// What a file holds before anyone says what it means: paragraphs and tables, in reading order.
public struct SourceDocument: Sendable, Equatable {
    public var format: SourceFormat
    public var blocks: [Block]
    /// What could not be read as it stood, in words, each with its place.
    public var warnings: [SourceWarning]

    public init(format: SourceFormat, blocks: [Block], warnings: [SourceWarning] = []) {
        self.format = format
        self.blocks = blocks
        self.warnings = warnings
    }
}

public enum SourceFormat: String, Sendable, Equatable {
    case tabbedText, csv, docx, xlsx, odt, ods, html, json
}

public enum Block: Sendable, Equatable {
    case paragraph(Paragraph)
    case table(Table)
}

/// One paragraph or line. `row` counts from 1 as a person counts: lines of a text, rows of a sheet.
/// In a Word document or web page the paragraphs outside tables are counted by themselves, and so are the rows of all its tables.
public struct Paragraph: Sendable, Equatable {
    public enum Role: Sendable, Equatable {
        case plain
        /// Marked by the file itself as the title of the whole.
        case title
        case heading(level: Int)
        case bullet(depth: Int)
    }

    public var text: String
    public var role: Role
    public var row: Int
    /// True where the file sets the whole paragraph in italics, as plans do for a purpose.
    public var isItalic: Bool

    public init(_ text: String, role: Role = .plain, row: Int, isItalic: Bool = false) {
        self.text = text
        self.role = role
        self.row = row
        self.isItalic = isItalic
    }
}

public struct Table: Sendable, Equatable {
    /// The sheet's name or the table's caption, where there is one.
    public var name: String?
    public var rows: [Row]

    public init(name: String? = nil, rows: [Row]) {
        self.name = name
        self.rows = rows
    }
}

public struct Row: Sendable, Equatable {
    public var number: Int
    /// Marked by the file itself as a heading row that repeats on each page.
    public var isHeader: Bool
    public var cells: [Cell]

    public init(number: Int, isHeader: Bool = false, cells: [Cell]) {
        self.number = number
        self.isHeader = isHeader
        self.cells = cells
    }
}

public struct Cell: Sendable, Equatable {
    /// Counted from 1, merged cells to the left included.
    public var column: Int
    /// How many columns the cell covers; 1 where it is not merged.
    public var span: Int
    /// True for the lower part of a cell that is merged downwards: it has no text of its own.
    public var continuesAbove: Bool
    /// The lines and bullets of the cell, in order; their `row` is the row's number.
    public var paragraphs: [Paragraph]

    public init(column: Int, span: Int = 1, continuesAbove: Bool = false, paragraphs: [Paragraph]) {
        self.column = column
        self.span = span
        self.continuesAbove = continuesAbove
        self.paragraphs = paragraphs
    }

    public var text: String { paragraphs.map(\.text).joined(separator: "\n") }
}

public struct SourceWarning: Sendable, Equatable {
    public var row: Int?
    public var column: Int?
    public var message: String

    public init(row: Int? = nil, column: Int? = nil, message: String) {
        self.row = row
        self.column = column
        self.message = message
    }
}

/// Why a file was not taken: one sentence for the person who gave it, with the place where there is one.
public struct SourceError: Error, Sendable, Equatable, CustomStringConvertible {
    public var message: String
    public var row: Int?
    public var column: Int?

    public init(_ message: String, row: Int? = nil, column: Int? = nil) {
        self.message = message
        self.row = row
        self.column = column
    }

    public var description: String {
        switch (row, column) {
        case (let row?, let column?): "Row \(row), column \(column): \(message)"
        case (let row?, nil): "Row \(row): \(message)"
        default: message
        }
    }
}
