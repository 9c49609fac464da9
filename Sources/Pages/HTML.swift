/// A piece of a page. Written as a literal; every value put into it is escaped on the way in:
/// `"<p class=\"gv-lead\">\(name)</p>"`. There is no way from a `String` to markup except the literal itself.
///
/// Quote every attribute: the escaping is for text and for quoted attribute values, not for bare ones.
/// Everything the literal calls is `@inlinable`: without it a list page costs four times as much (measured).
public struct HTML: ExpressibleByStringInterpolation, Sendable, Equatable {
    @usableFromInline var bytes: [UInt8]

    /// The markup as UTF-8, ready for a response.
    @inlinable public var utf8: [UInt8] { bytes }

    /// The markup as text, for tests and files.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    @inlinable public var isEmpty: Bool { bytes.isEmpty }

    /// Nothing.
    @inlinable public init() { bytes = [] }

    @inlinable public init(stringLiteral value: String) { bytes = Array(value.utf8) }

    @inlinable public init(stringInterpolation: StringInterpolation) { bytes = stringInterpolation.bytes }

    /// Text as text: `<` becomes `&lt;`.
    @inlinable public init(text: String) {
        bytes = []
        bytes.reserveCapacity(text.utf8.count + 16)
        Escape.append(text, to: &bytes)
    }

    /// Markup that another program made and this one has checked.
    /// - Warning: nothing is escaped. Never call this with anything a person typed, with a file's content or
    ///   with a database's text. Components and drawings are written as literals and do not need it.
    package init(trusted: String) { bytes = Array(trusted.utf8) }

    /// Makes room before many pieces are put together.
    @inlinable mutating func reserve(_ bytes: Int) { self.bytes.reserveCapacity(self.bytes.count + bytes) }

    @inlinable public static func += (left: inout HTML, right: HTML) { left.bytes.append(contentsOf: right.bytes) }

    @inlinable public static func + (left: HTML, right: HTML) -> HTML {
        var sum = left
        sum += right
        return sum
    }
}

extension Sequence where Element == HTML {
    /// All pieces, one after the other.
    @inlinable public func joined(separator: HTML = HTML()) -> HTML {
        var whole = HTML()
        var isFirst = true
        for piece in self {
            if !isFirst { whole += separator }
            whole += piece
            isFirst = false
        }
        return whole
    }
}
