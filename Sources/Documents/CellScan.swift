/// One pass over a cell's characters; see `CellText`.
struct CellScan {
    private let scalars: [Unicode.Scalar]
    private let row: Int
    private let options: CellText.Options
    private var at = 0

    private var found: [Paragraph] = []
    private var line = String.UnicodeScalarView()
    private var lineIsEmpty = true
    private var role = Paragraph.Role.plain
    /// The lists that are open, outermost first.
    private var lists: [List] = []
    private var openItalics = 0
    private var allItalic = true

    private struct List {
        /// The sign of its items, once the first was met.
        var marker: Unicode.Scalar?
        /// Opened by a tag; the others end with the first plain line.
        var isTagged: Bool
    }

    init(_ text: String, row: Int, _ options: CellText.Options) {
        scalars = Array(text.unicodeScalars)
        self.row = row
        self.options = options
    }

    mutating func paragraphs() -> [Paragraph] {
        while at < scalars.count {
            let scalar = scalars[at]
            if isLineBreak(scalar) {
                endLine()
            } else if scalar == "<", options.contains(.markup), let tag = Tag(scalars, at: at) {
                follow(tag)
                at = tag.end
                continue
            } else if startsItem(scalar) {
                startItem(scalar)
            } else {
                append(scalar)
            }
            at += 1
        }
        endLine()
        return found
    }

    private func isLineBreak(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0xAD, 0xFEFF, 0x200B:
            return
        // A word joiner in front makes a word of a bullet's sign: `CellLines.plain` writes it.
        case 0x2060:
            lineIsEmpty = false
            return
        case 0xA0, 0x202F, 0x2007:
            line.append(" ")
        case 0x09:
            line.append(options.contains(.keepsTabs) ? "\t" : " ")
        default:
            line.append(scalar)
            guard !CellText.isBlank(scalar) else { return }
            lineIsEmpty = false
            if openItalics == 0 { allItalic = false }
        }
    }

    private mutating func endLine() {
        let text = CellText.trimmed(String(line))
        line = String.UnicodeScalarView()
        lineIsEmpty = true
        let isItalic = allItalic
        allItalic = true
        guard !text.isEmpty else { return }
        if role == .plain, !lists.contains(where: \.isTagged) { lists = [] }
        found.append(Paragraph(text, role: role, row: row, isItalic: isItalic))
        role = .plain
    }
}

// MARK: Items

extension CellScan {
    private func startsItem(_ scalar: Unicode.Scalar) -> Bool {
        let isBlankAhead = at + 1 < scalars.count && CellText.isBlank(scalars[at + 1])
        if ListMarker.isBullet(scalar) {
            return lineIsEmpty || options.contains(.bulletsWithinLines) && isBlankBefore
        }
        if ListMarker.isDash(scalar), isBlankAhead {
            let isMarkerHere = options.contains(.bulletsWithinLines) && isBlankBefore && lists.last?.marker == scalar
            return hasWordAhead && (lineIsEmpty && role == .plain || isMarkerHere)
        }
        return ListMarker.isLetterBullet(scalar) && lineIsEmpty && at + 1 < scalars.count && scalars[at + 1] == "\t"
    }

    private var isBlankBefore: Bool {
        at == 0 || CellText.isBlank(scalars[at - 1]) || scalars[at - 1] == ">" || scalars[at - 1].value == 0xA0
    }

    /// A dash alone in a cell means "none" and is kept as it stands.
    private var hasWordAhead: Bool {
        for scalar in scalars[(at + 1)...] {
            if isLineBreak(scalar) { return false }
            if !CellText.isBlank(scalar) { return true }
        }
        return false
    }

    /// An item with a sign seen before goes back to that list; a new sign opens a list within the last.
    private mutating func startItem(_ marker: Unicode.Scalar) {
        endLine()
        if let known = lists.lastIndex(where: { $0.marker == marker }) {
            lists.removeSubrange((known + 1)...)
        } else if let last = lists.indices.last, lists[last].marker == nil {
            lists[last].marker = marker
        } else {
            lists.append(List(marker: marker, isTagged: false))
        }
        role = .bullet(depth: lists.count)
    }
}

// MARK: Tags

extension CellScan {
    private mutating func follow(_ tag: Tag) {
        switch (tag.name, tag.isClosing) {
        case ("ul", false), ("ol", false):
            endLine()
            lists.append(List(marker: nil, isTagged: true))
        case ("ul", true), ("ol", true):
            endLine()
            if let tagged = lists.lastIndex(where: \.isTagged) { lists.removeSubrange(tagged...) }
        case ("li", false):
            endLine()
            role = .bullet(depth: max(1, lists.count))
        case ("i", false), ("em", false):
            if endsHeading { endLine() }
            openItalics += 1
        case ("i", true), ("em", true):
            openItalics = max(0, openItalics - 1)
        case (let name, _) where Tag.breaking.contains(name):
            endLine()
        default:
            break
        }
    }

    /// True where the line so far is a heading or a whole sentence, so that italics after it were a line of their own
    /// before the text lost its line breaks.
    private var endsHeading: Bool {
        guard !lineIsEmpty, openItalics == 0, role == .plain else { return false }
        let text = CellText.trimmed(String(line))
        let hasSmallLetter = text.unicodeScalars.contains { $0.properties.isLowercase }
        return !hasSmallLetter || text.last.map { ".:;".contains($0) } == true
    }

    /// A tag by its name; anything else in angle brackets is words.
    fileprivate struct Tag {
        var name: String
        var isClosing: Bool
        /// Index behind the closing bracket.
        var end: Int

        static let breaking: Set<String> = ["br", "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6"]
        private static let known = breaking.union([
            "ul", "ol", "i", "em", "b", "strong", "u", "span", "font", "sup", "sub"
        ])
        private static let longest = 400

        init?(_ scalars: [Unicode.Scalar], at start: Int) {
            var at = start + 1
            isClosing = at < scalars.count && scalars[at] == "/"
            if isClosing { at += 1 }
            var name = ""
            while at < scalars.count, scalars[at].properties.isASCIIHexDigit || scalars[at].isASCIILetter,
                name.count < 8
            {
                name.unicodeScalars.append(scalars[at])
                at += 1
            }
            self.name = name.lowercased()
            guard Self.known.contains(self.name), at < scalars.count,
                scalars[at] == ">" || scalars[at] == "/" || CellText.isBlank(scalars[at])
            else { return nil }
            while at < scalars.count, scalars[at] != ">", scalars[at] != "<", at - start < Self.longest { at += 1 }
            guard at < scalars.count, scalars[at] == ">" else { return nil }
            end = at + 1
        }
    }
}

extension Unicode.Scalar {
    var isASCIILetter: Bool { (0x41...0x5A).contains(value) || (0x61...0x7A).contains(value) }
}
