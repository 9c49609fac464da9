/// Where SQLite and PostgreSQL differ, one named function a difference. Everything else is one text for both.
public enum Dialect: Sendable {
    case sqlite, postgres

    /// Column type for bytes.
    public var bytes: SQL { self == .sqlite ? "BLOB" : "BYTEA" }

    /// What follows a table's closing bracket: SQLite then checks column types and keeps rows in key order.
    public var keyed: SQL { self == .sqlite ? "STRICT, WITHOUT ROWID" : "" }

    /// Column type for whole numbers of up to 64 bits.
    public var integer: SQL { self == .sqlite ? "INTEGER" : "BIGINT" }

    /// Text that compares and sorts byte by byte in both.
    public var text: SQL { self == .sqlite ? "TEXT" : "TEXT COLLATE \"C\"" }

    /// Does `column` contain the words, whatever their case? Wildcards in the words are taken literally.
    public func contains(_ column: SQL, _ words: String) -> SQL {
        var pattern = "%"
        for character in words {
            if character == "%" || character == "_" || character == "\\" { pattern.append("\\") }
            pattern.append(character)
        }
        pattern.append("%")
        return switch self {
        case .sqlite: "\(column) LIKE \(pattern) ESCAPE '\\'"
        case .postgres: "\(column) ILIKE \(pattern) ESCAPE '\\'"
        }
    }

    /// Appended to a SELECT so that no other writer changes the row before this transaction ends.
    public var forUpdate: SQL { self == .sqlite ? "" : "FOR UPDATE" }
}
