/// Tenths of an em. SVG lengths are written from whole numbers, so that the same chart is the same bytes everywhere.
struct Tenths {
    let value: Int

    init(_ value: Int) { self.value = value }

    static func + (left: Tenths, right: Tenths) -> Tenths { Tenths(left.value + right.value) }

    var number: String { "\(value / 10).\(value % 10)" }
    var em: String { number + "em" }
}

/// Placing words in a drawing whose width is not known: it must hold at 288 pixels,
/// which is a window of 320 less its margins.
enum ChartText {
    private static let narrowest = 288
    /// Pixels of an average character at 16 pixels, with the letter spacing that readers may add (WCAG 1.4.12).
    private static let character = 11

    /// SVG does not wrap: a label is cut at words into lines that fit the narrowest drawing.
    static func lines(_ text: String) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty && line.count + word.count + 1 > narrowest / character {
                lines.append(line)
                line = ""
            }
            line += line.isEmpty ? String(word) : " " + word
        }
        return lines + [line]
    }

    /// The line that the words at the right end stand in: the label's last where both fit, else the one after it.
    static func lineForEnd(_ words: String, after label: String) -> Int {
        let lines = lines(label)
        return (lines.last?.count ?? 0) + words.count + 2 <= narrowest / character ? lines.count - 1 : lines.count
    }

    static func label(_ text: String, at top: Tenths, className: String? = nil) -> HTML {
        lines(text).enumerated().map { index, line in
            "<text\(class: className) x=\"0\" y=\"\((top + Tenths(index * 13 + 10)).em)\">\(line)</text>"
        }.joined()
    }

    static func percent(_ part: Int, of whole: Int) -> String {
        let hundredths = part * 10_000 / whole
        let rest = hundredths % 100
        return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)%"
    }
}
