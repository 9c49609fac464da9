/// A statement whose values are bound, never spliced: `"SELECT title FROM plan WHERE id = \(id)"`.
///
/// The only way to make one is the literal itself, so text that comes from outside can be a value and nothing else.
/// One text runs on SQLite and PostgreSQL; where they differ, `Dialect` has a named function.
public struct SQL: ExpressibleByStringInterpolation, Sendable {
    @usableFromInline var text: String
    @usableFromInline var values: [Value]

    /// For the compiler alone; a test forbids the name anywhere else.
    @inlinable
    public init(stringLiteral value: String) {
        text = value
        values = []
    }

    @inlinable
    public init(stringInterpolation: Interpolation) {
        text = stringInterpolation.text
        values = stringInterpolation.values
    }

    public struct Interpolation: StringInterpolationProtocol, Sendable {
        @usableFromInline var text = ""
        @usableFromInline var values: [Value] = []

        @inlinable
        public init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount)
            values.reserveCapacity(interpolationCount)
        }

        @inlinable
        public mutating func appendLiteral(_ literal: String) { text += literal }

        @inlinable
        mutating func bind(_ value: Value) {
            text += "?"
            values.append(value)
        }

        @inlinable
        public mutating func appendInterpolation(_ value: String) { bind(.text(value)) }

        @inlinable
        public mutating func appendInterpolation(_ value: String?) { bind(value.map(Value.text) ?? .null) }

        @inlinable
        public mutating func appendInterpolation(_ value: Int) { bind(.int(Int64(value))) }

        @inlinable
        public mutating func appendInterpolation(_ value: Int?) { bind(value.map { .int(Int64($0)) } ?? .null) }

        @inlinable
        public mutating func appendInterpolation(_ value: Int64) { bind(.int(value)) }

        @inlinable
        public mutating func appendInterpolation(_ value: Int64?) { bind(value.map(Value.int) ?? .null) }

        /// True and false are 1 and 0 in both databases.
        @inlinable
        public mutating func appendInterpolation(_ value: Bool) { bind(.int(value ? 1 : 0)) }

        @inlinable
        public mutating func appendInterpolation(_ value: [UInt8]) { bind(.bytes(value)) }

        @inlinable
        public mutating func appendInterpolation(_ value: [UInt8]?) { bind(value.map(Value.bytes) ?? .null) }

        /// Another statement's text with its bound values.
        @inlinable
        public mutating func appendInterpolation(_ sql: SQL) {
            text += sql.text
            values += sql.values
        }

        /// A list of bound values for `IN (...)`. Never empty: an empty list binds one NULL, which equals nothing.
        @inlinable
        public mutating func appendInterpolation(list values: [String]) {
            if values.isEmpty { text += "NULL"; return }
            for (index, value) in values.enumerated() {
                if index > 0 { text += ", " }
                bind(.text(value))
            }
        }
    }

    /// Joins conditions: `SQL.all(conditions)` is `(a) AND (b)`, and `1 = 1` when there are none.
    public static func all(_ conditions: [SQL]) -> SQL {
        guard var joined = conditions.first.map({ "(\($0))" as SQL }) else { return "1 = 1" }
        for condition in conditions.dropFirst() { joined = "\(joined) AND (\(condition))" }
        return joined
    }

    /// Identical text and values: the key under which a result may be remembered.
    public var key: SQLKey { SQLKey(text: text, values: values) }
}

public struct SQLKey: Hashable, Sendable {
    let text: String
    let values: [Value]
}

/// What a column can hold. Days are ISO text, instants are milliseconds since 1970 UTC.
public enum Value: Hashable, Sendable {
    case null
    case int(Int64)
    case text(String)
    case bytes([UInt8])
}
