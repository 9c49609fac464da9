/// A text without tables: headings, bullets and paragraphs, a line each.
struct PlainTextReader {
    private struct Line {
        var number: Int
        var text: String
        var item: ListItem?
        var indent: Int
        var isAfterBlank: Bool
    }

    static func read(_ text: DecodedText) throws(SourceError) -> SourceDocument {
        let lines = try joined(lines(of: text.utf8))
        var draft = SourceDraft()
        draft.warnings = text.warnings
        var depth = ListDepth()
        var lastHeading = 0
        var index = 0
        while index < lines.count {
            let line = lines[index]
            let next = index + 1 < lines.count ? lines[index + 1] : nil
            index += 1
            var paragraph = Paragraph(line.text, row: line.number)
            if let heading = heading(line, next, under: lastHeading) {
                paragraph = Paragraph(heading.text, role: .heading(level: heading.level), row: line.number)
                if !heading.isLeadIn { lastHeading = heading.level }
                if heading.isUnderlined { index += 1 }
                depth.end()
            } else if let item = line.item {
                paragraph = Paragraph(item.text, role: .bullet(depth: depth.of(item)), row: line.number)
            } else {
                depth.end()
            }
            for (position, var part) in CellText.paragraphs(paragraph.text, row: line.number, .markup).enumerated() {
                if position == 0, part.role == .plain { part.role = paragraph.role }
                try draft.add(part)
            }
        }
        return try draft.finish(.tabbedText)
    }

    private static func lines(of bytes: [UInt8]) throws(SourceError) -> [Line] {
        var source = TextLines(bytes)
        var lines: [Line] = []
        var isAfterBlank = true
        while let range = source.next() {
            guard !source.isBlank(range) else { isAfterBlank = true; continue }
            guard lines.count < SourceLimits.paragraphs * 2 else { throw .tooManyParagraphs }
            let text = try source.text(range, row: source.number)
            let indent = text.prefix { $0 == " " || $0 == "\t" }.count
            lines.append(
                Line(
                    number: source.number, text: CellText.trimmed(text), item: ListItem(text), indent: indent,
                    isAfterBlank: isAfterBlank))
            isAfterBlank = false
        }
        return lines
    }

    /// Puts the second line of a bullet, which is indented under it, back behind the first.
    private static func joined(_ lines: [Line]) -> [Line] {
        var result: [Line] = []
        for line in lines {
            if var item = result.last?.item, line.item == nil, !line.isAfterBlank, line.indent > item.indent,
                item.text.utf8.count <= SourceLimits.cellCharacters
            {
                item.text += " " + line.text
                result[result.count - 1].item = item
            } else {
                result.append(line)
            }
        }
        return result
    }
}

// MARK: Headings

extension PlainTextReader {
    private struct Heading {
        var text: String
        var level: Int
        var isUnderlined = false
        /// A line that only its bullets make a heading.
        var isLeadIn = false
    }

    private static let longestHeading = 120

    private static func heading(_ line: Line, _ next: Line?, under last: Int) -> Heading? {
        let marks = line.text.prefix { $0 == "#" }.count
        if (1...6).contains(marks), line.text.dropFirst(marks).first == " " {
            return Heading(text: CellText.trimmed(line.text.dropFirst(marks)), level: marks)
        }
        guard line.item == nil || numberedLevel(line.text) != nil, line.text.count <= longestHeading else { return nil }
        if let next, !next.isAfterBlank, let level = underlineLevel(next.text) {
            return Heading(text: line.text, level: level, isUnderlined: true)
        }
        if line.item == nil, isCapitals(line.text) { return Heading(text: line.text, level: 1) }
        guard line.isAfterBlank, let end = line.text.last, !".,;".contains(end) else { return nil }
        if let level = numberedLevel(line.text), next.map({ $0.isAfterBlank || numberedLevel($0.text) == nil }) ?? false
        {
            return Heading(text: line.text, level: level)
        }
        guard line.item == nil, let next, next.item != nil, numberedLevel(next.text) == nil || !next.isAfterBlank else {
            return nil
        }
        return Heading(text: line.text, level: last + 1, isLeadIn: true)
    }

    private static func underlineLevel(_ text: String) -> Int? {
        guard text.count >= 3, let first = text.first, text.allSatisfy({ $0 == first }) else { return nil }
        return first == "=" ? 1 : first == "-" ? 2 : nil
    }

    private static func isCapitals(_ text: String) -> Bool {
        let letters = text.unicodeScalars.filter(\.properties.isAlphabetic)
        return letters.count >= 4 && !letters.contains { $0.properties.isLowercase }
            && letters.contains { $0.properties.isUppercase }
    }

    /// 1 for "2 Leadership" and "2. Leadership", 2 for "2.1 The board knows".
    private static func numberedLevel(_ text: String) -> Int? {
        guard let blank = text.firstIndex(of: " ") else { return nil }
        let parts = text[..<blank].split(separator: ".", omittingEmptySubsequences: true)
        let isNumber = !parts.isEmpty && parts.allSatisfy { $0.count <= 2 && $0.allSatisfy(\.isNumber) }
        guard isNumber, let letter = text[blank...].first(where: { $0 != " " }), letter.isUppercase else { return nil }
        return parts.count
    }
}
