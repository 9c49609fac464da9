extension HTML {
    /// What may stand in `\( )` of a page literal. A type that is not listed here does not compile.
    public struct StringInterpolation: StringInterpolationProtocol, Sendable {
        @usableFromInline var bytes: [UInt8]

        @inlinable public init(literalCapacity: Int, interpolationCount: Int) {
            bytes = []
            bytes.reserveCapacity(literalCapacity + interpolationCount * 24)
        }

        @inlinable public mutating func appendLiteral(_ literal: String) {
            Escape.append(literal: literal, to: &bytes)
        }

        /// Text, escaped.
        @inlinable public mutating func appendInterpolation(_ text: String) { Escape.append(text, to: &bytes) }

        /// Text, escaped.
        @inlinable public mutating func appendInterpolation(_ text: Substring) {
            Escape.append(String(text), to: &bytes)
        }

        /// Text, escaped; nothing when nil.
        @inlinable public mutating func appendInterpolation(_ text: String?) {
            if let text { Escape.append(text, to: &bytes) }
        }

        @inlinable public mutating func appendInterpolation(_ number: Int) {
            Escape.append(literal: String(number), to: &bytes)
        }

        /// A piece that is markup already.
        @inlinable public mutating func appendInterpolation(_ piece: HTML) { bytes.append(contentsOf: piece.bytes) }

        /// A piece that is markup already; nothing when nil.
        @inlinable public mutating func appendInterpolation(_ piece: HTML?) {
            if let piece { bytes.append(contentsOf: piece.bytes) }
        }

        /// `\(each: rows, { "<li>\($0.name)</li>" })`
        @inlinable public mutating func appendInterpolation<Rows: Sequence>(
            each rows: Rows, _ piece: (Rows.Element) -> HTML
        ) {
            for row in rows { bytes.append(contentsOf: piece(row).bytes) }
        }

        /// `\(if: isLate, "<b>Late</b>")`
        @inlinable public mutating func appendInterpolation(if condition: Bool, _ piece: @autoclosure () -> HTML) {
            if condition { bytes.append(contentsOf: piece().bytes) }
        }

        /// `\(if: isLate, "<b>Late</b>", else: "On time")`
        @inlinable public mutating func appendInterpolation(
            if condition: Bool, _ piece: @autoclosure () -> HTML, else other: @autoclosure () -> HTML
        ) {
            bytes.append(contentsOf: condition ? piece().bytes : other().bytes)
        }

        /// `\(with: hint, { "<p>\($0)</p>" })`, nothing when nil.
        @inlinable public mutating func appendInterpolation<Value>(with value: Value?, _ piece: (Value) -> HTML) {
            if let value { bytes.append(contentsOf: piece(value).bytes) }
        }

        /// ` class="a b"` with the space before it; names that are nil are left out, all nil writes nothing.
        @inlinable public mutating func appendInterpolation(class names: String?...) {
            var isFirst = true
            for case let name? in names {
                Escape.append(literal: isFirst ? " class=\"" : " ", to: &bytes)
                Escape.append(name, to: &bytes)
                isFirst = false
            }
            if !isFirst { bytes.append(UInt8(ascii: "\"")) }
        }

        /// ` name="value"` with the space before it; nothing when the value is nil.
        @inlinable public mutating func appendInterpolation(attribute name: StaticString, _ value: String?) {
            guard let value else { return }
            appendName(name)
            Escape.append(literal: "=\"", to: &bytes)
            Escape.append(value, to: &bytes)
            bytes.append(UInt8(ascii: "\""))
        }

        /// ` checked` with the space before it, when it holds.
        @inlinable public mutating func appendInterpolation(flag name: StaticString, _ holds: Bool) {
            if holds { appendName(name) }
        }

        /// ` href="…"` with the space before it. An address that would run or embed something
        /// (`javascript:`, `data:`) becomes `#`: escaping alone does not disarm it.
        @inlinable public mutating func appendInterpolation(href address: String) {
            appendInterpolation(attribute: "href", Escape.isSafe(address: address) ? address : "#")
        }

        @inlinable mutating func appendName(_ name: StaticString) {
            bytes.append(UInt8(ascii: " "))
            bytes.append(contentsOf: UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
        }
    }
}
