/// What a file may cost before it is refused. A council's plan is far below each of these, and a file made to hurt is
/// above one.
enum SourceLimits {
    static let tableRows = 5_000
    static let columns = 64
    static let cellCharacters = 20_000
    /// Paragraphs outside tables.
    static let paragraphs = 20_000
    /// Paragraphs in all, those in cells included: the memory that a document may take once read.
    static let paragraphsInAll = 500_000
    /// XML elements read from one file: 2 million take 1.5 seconds, measured on one core.
    static let elements = 2_000_000
}

extension SourceError {
    static func tooManyRows(at row: Int) -> SourceError {
        SourceError("The table has more than 5,000 rows. Split it into smaller files.", row: row)
    }

    static func tooManyColumns(row: Int) -> SourceError {
        SourceError("The row has more than 64 columns. Take out the columns that the plan does not need.", row: row)
    }

    static func cellTooLong(row: Int, column: Int) -> SourceError {
        SourceError("The cell has more than 20,000 characters. Shorten it or split it.", row: row, column: column)
    }

    static func paragraphTooLong(row: Int) -> SourceError {
        SourceError("The paragraph has more than 20,000 characters. Shorten it or split it.", row: row)
    }

    static var tooManyParagraphs: SourceError {
        SourceError("The file has more than 20,000 paragraphs. Give only the part that holds the plan.")
    }

    static var tooLargeInside: SourceError {
        SourceError("The file holds too much to read. Copy the plan into a new document and save that.")
    }

    static var damaged: SourceError {
        SourceError("The file is damaged or cut off. Open it, save it again and try once more.")
    }
}
