/// A line that begins with a bullet or a label such as "a)" or "2.".
struct ListItem: Equatable {
    enum Kind: Equatable {
        case bullet(Unicode.Scalar)
        case number, letter
    }

    var kind: Kind
    var indent: Int
    /// Without the bullet; a label is words and stays.
    var text: String

    /// Nil for a line that is no item of a list.
    init?(_ line: String) {
        let scalars = Array(line.unicodeScalars)
        var at = 0
        indent = 0
        while at < scalars.count, CellText.isBlank(scalars[at]) || scalars[at].value == 0xA0 {
            indent += scalars[at] == "\t" ? 4 : 1
            at += 1
        }
        guard at < scalars.count else { return nil }
        if let marker = Self.marker(scalars, at) {
            kind = .bullet(marker)
            text = CellText.trimmed(Self.string(scalars[(at + 1)...]))
        } else if let label = Self.label(scalars, at) {
            kind = label
            text = CellText.trimmed(Self.string(scalars[at...]).replacing("\t", with: " "))
        } else {
            return nil
        }
        guard !text.isEmpty else { return nil }
    }

    private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    private static func marker(_ scalars: [Unicode.Scalar], _ at: Int) -> Unicode.Scalar? {
        let next = at + 1 < scalars.count ? scalars[at + 1] : " "
        let isBlankNext = CellText.isBlank(next) || next.value == 0xA0
        if ListMarker.isBullet(scalars[at]) || ListMarker.isDash(scalars[at]) && isBlankNext { return scalars[at] }
        return ListMarker.isLetterBullet(scalars[at]) && next == "\t" ? scalars[at] : nil
    }

    /// "1.", "12)", "(a)", "b." with a blank behind. A label of several numbers ("1.2") is a heading's.
    private static func label(_ scalars: [Unicode.Scalar], _ start: Int) -> Kind? {
        var at = start
        if scalars[at] == "(" { at += 1 }
        let first = at
        while at < scalars.count, at - first < 3, scalars[at].properties.numericType == .decimal { at += 1 }
        var kind = Kind.number
        if at == first {
            guard at < scalars.count, scalars[at].isASCIILetter else { return nil }
            kind = .letter
            at += 1
        }
        guard at + 1 < scalars.count, scalars[at] == "." || scalars[at] == ")" else { return nil }
        return CellText.isBlank(scalars[at + 1]) ? kind : nil
    }
}

/// How deep each item of a list lies, from its indent and its sign.
struct ListDepth {
    private var open: [(kind: ListItem.Kind, indent: Int)] = []

    /// 1 for the outermost list.
    mutating func of(_ item: ListItem) -> Int {
        while let last = open.last, last.indent > item.indent { open.removeLast() }
        if let known = open.lastIndex(where: { $0.kind == item.kind && $0.indent == item.indent }) {
            open.removeSubrange((known + 1)...)
        } else {
            open.append((item.kind, item.indent))
        }
        return open.count
    }

    mutating func end() { open = [] }
}
