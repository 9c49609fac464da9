/// Writes rows as RFC 4180 says: commas, CRLF, quotes where they are needed, UTF-8 by the string it returns.
///
/// A cell that a spreadsheet would take for a formula gets an apostrophe before it, unless it is a number; `CSVReader`
/// takes that one off again.
/// Source: OWASP ASVS 5.0, 1.2.10, checked 2026-11-22; carriage return and line feed are ours.
public enum CSVWriter {
    /// Goes before the first row when the file is for Excel, which otherwise takes UTF-8 for Windows-1252.
    public static let byteOrderMark = "\u{FEFF}"

    public static func text(_ rows: some Sequence<[String]>) -> String {
        var result = ""
        for cells in rows { result += row(cells) }
        return result
    }

    /// One row with its line end, for exports that are written as they are read.
    public static func row(_ cells: [String]) -> String {
        // A row of one empty cell would be a blank line, which readers leave out.
        guard cells != [""] else { return "\"\"\r\n" }
        return cells.map { quoted(guarded($0)) }.joined(separator: ",") + "\r\n"
    }

    /// A line that readers of CSVW take for a comment. Its first field begins with # and stands without quotes.
    static func comment(_ name: String, _ cells: [String]) -> String {
        ([name] + cells.map { quoted(guarded($0)) }).joined(separator: ",") + "\r\n"
    }

    /// The cell as it is written, before quotes.
    static func guarded(_ cell: String) -> String { looksLikeFormula(cell.drop { $0 == "'" }) ? "'" + cell : cell }

    /// The cell as it was before `guarded`.
    static func unguarded(_ cell: String) -> String {
        guard cell.utf8.first == 0x27, looksLikeFormula(cell.drop { $0 == "'" }) else { return cell }
        return String(cell.dropFirst())
    }

    private static func looksLikeFormula(_ cell: Substring) -> Bool {
        guard let first = cell.unicodeScalars.first, "=+-@\t\r\n\0".unicodeScalars.contains(first) else { return false }
        return !isNumber(cell)
    }

    /// A sign, digits with separators among them, a percent sign: nothing that can be a formula.
    private static func isNumber(_ cell: Substring) -> Bool {
        var digits = Array(cell.utf8)
        if digits.first == 0x2B || digits.first == 0x2D { digits.removeFirst() }
        if digits.last == 0x25 { digits.removeLast() }
        guard let first = digits.first, let last = digits.last, isDigit(first), isDigit(last) else { return false }
        return digits.allSatisfy { isDigit($0) || $0 == 0x2C || $0 == 0x2E }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    /// Blanks at the ends are quoted too: some readers trim cells that are not. So is a cell that begins with #, which
    /// would make a comment of its row.
    private static func quoted(_ cell: String) -> String {
        let needsQuotes =
            cell.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
            || cell.utf8.first == 0x20 || cell.utf8.last == 0x20 || cell.utf8.first == CSVTables.mark
        guard needsQuotes else { return cell }
        var result = "\""
        for scalar in cell.unicodeScalars {
            if scalar == "\"" { result.unicodeScalars.append("\"") }
            result.unicodeScalars.append(scalar)
        }
        return result + "\""
    }
}
