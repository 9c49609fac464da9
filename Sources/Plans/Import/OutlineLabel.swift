/// "Lead: Head of Housing" – a label that is known as a column's heading, and what it says.
struct OutlineLabel: Equatable {
    /// With its colon left off: "Lead".
    var label: String
    var field: ColumnMap.Field
    var value: String

    /// The labels of a line that begins with one; nil for other lines.
    static func whole(_ text: String) -> [OutlineLabel]? {
        let (before, labels) = split(text)
        return before.isEmpty && !labels.isEmpty ? labels : nil
    }

    /// The text before the first label, and the labels: "Publish a page (Lead: Web Officer; Due: May 2021)".
    static func split(_ text: String) -> (text: String, labels: [OutlineLabel]) {
        guard text.utf8.contains(UInt8(ascii: ":")) else { return (text, []) }
        let words = text.split(separator: " ")
        var marks: [(first: Int, last: Int, field: ColumnMap.Field)] = []
        for last in words.indices where words[last].last == ":" && last + 1 < words.count {
            guard let mark = mark(words, endingAt: last, after: marks.last?.last ?? -1) else { continue }
            marks.append((mark.first, last, mark.field))
        }
        guard let first = marks.first else { return (text, []) }
        let labels = marks.enumerated().map { place, mark in
            let end = place + 1 < marks.count ? marks[place + 1].first : words.count
            return OutlineLabel(
                label: Tidy.trim(words[mark.first...mark.last].joined(separator: " "), of: ":" + joints),
                field: mark.field,
                value: value(words[(mark.last + 1)..<end].joined(separator: " ")))
        }
        return (Tidy.trim(words[..<first.first].joined(separator: " "), of: joints), labels)
    }

    /// The longest label of up to four words that ends here. Within a line it begins with a capital and is known
    /// exactly; an objective or action is named only at the beginning.
    private static func mark(
        _ words: [Substring], endingAt last: Int, after limit: Int
    ) -> (first: Int, field: ColumnMap.Field)? {
        for first in max(limit + 1, last - 3)...last {
            let label = words[first...last].joined(separator: " ")
            guard let match = HeadingWords.match(label), match.field != .theme else { continue }
            let isNumbered = first == 0 && match.confidence >= 90
            guard match.confidence >= 98 || isNumbered else { continue }
            if first > 0 {
                let letter = words[first].unicodeScalars.first { !joints.unicodeScalars.contains($0) }
                guard let letter, letter.properties.isUppercase, match.field != .objective, match.field != .action
                else { continue }
            }
            return (first, match.field)
        }
        return nil
    }

    /// A bracket that only closes belongs to the one before the labels.
    private static func value(_ text: String) -> String {
        let value = Tidy.trim(text, of: " ;|,–—")
        return value.hasSuffix(")") && !value.contains("(") ? Tidy.trim(value, of: " )") : Tidy.trim(value, of: " ;|(")
    }

    private static let joints = " ;|,(–—-"
}
