/// Takes the text of a cell or line apart into lines and bullets, and drops markup that is no word.
enum CellText {
    struct Options: OptionSet {
        let rawValue: Int
        /// Tags such as `<ul>`, `<br>` and `<i>` are layout, as text taken from a PDF or web page has them.
        static let markup = Options(rawValue: 1)
        /// A bullet sign within a line starts a new bullet: the line breaks were lost on the way.
        static let bulletsWithinLines = Options(rawValue: 2)
        static let keepsTabs = Options(rawValue: 4)
    }

    /// The paragraphs in order; empty ones are left out.
    static func paragraphs(_ text: String, row: Int, _ options: Options = []) -> [Paragraph] {
        if isOnePlainLine(text) {
            let line = trimmed(text)
            return line.isEmpty ? [] : [Paragraph(line, row: row)]
        }
        var scan = CellScan(text, row: row, options)
        return scan.paragraphs()
    }

    /// Without blanks at both ends.
    static func trimmed(_ text: some StringProtocol) -> String {
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !isBlank($0) }),
            let last = scalars.lastIndex(where: { !isBlank($0) })
        else { return "" }
        return String(String.UnicodeScalarView(scalars[first...last]))
    }

    static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value == 0x20 || (0x09...0x0D).contains(scalar.value)
    }

    /// True for what needs no second look; most cells are such.
    private static func isOnePlainLine(_ text: String) -> Bool {
        var previous: UInt8 = 0x20
        for byte in text.utf8 {
            if byte < 0x20 || byte == 0x3C || byte == 0xE2 || byte == 0xC2 || byte == 0xEF { return false }
            if byte == 0x20, previous == 0x2D || previous == 0x2A { return false }
            previous = byte
        }
        return true
    }
}

/// The signs that people and word processors put before an item of a list.
enum ListMarker {
    /// Bullets wherever they stand, the private-use ones of the Symbol and Wingdings fonts included.
    static func isBullet(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2022, 0x2023, 0x25E6, 0x25AA, 0x25AB, 0x25CF, 0x25CB, 0x25A0, 0x25A1, 0x27A2, 0x2756, 0xF0B7, 0xF0A7,
            0xF0D8:
            true
        default: false
        }
    }

    /// Dashes, stars and middle dots: bullets only at the start of a line and before a blank.
    static func isDash(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2D, 0x2010, 0x2011, 0x2013, 0x2014, 0x2212, 0x2A, 0xB7: true
        default: false
        }
    }

    /// Word's second and third bullets become these letters when copied as plain text, with a tab behind.
    static func isLetterBullet(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value == 0x6F || scalar.value == 0xA7
    }
}
