/// Takes an action's cell apart: its own words, lettered sub-steps, bullets.
enum StepReading {
    struct Piece: Equatable {
        var label: String
        var text: String
        var depth: Int
    }

    static func read(_ lines: [CellLine]) -> (text: String, steps: [Piece]) {
        var text: [String] = []
        var steps: [Piece] = []
        for line in lines where line.depth > 0 {
            steps.append(Piece(label: "", text: line.text, depth: line.depth))
        }
        let plain = lines.filter { $0.depth == 0 }
        if steps.isEmpty, let lettered = lettered(plain) { return lettered }
        text = plain.map(\.text)
        return (text.joined(separator: "\n"), steps)
    }

    /// "Present it to: a) the board b) the panel" – letters, numbers or roman figures that begin at the first and miss
    /// none.
    private static func lettered(_ lines: [CellLine]) -> (text: String, steps: [Piece])? {
        let text = lines.map(\.text).joined(separator: "\n")
        let bytes = Array(text.utf8)
        guard bytes.contains(where: { $0 == UInt8(ascii: ")") || $0 == UInt8(ascii: ".") }) else { return nil }
        let marks = marks(in: bytes)
        for series in Series.allCases {
            var chosen: [Mark] = []
            for mark in marks where series.label(chosen.count) == mark.label { chosen.append(mark) }
            guard chosen.count > 1 else { continue }
            let before = Tidy.spaces(String(decoding: bytes[..<chosen[0].start], as: UTF8.self))
            let steps = chosen.enumerated().map { place, mark in
                let end = place + 1 < chosen.count ? chosen[place + 1].start : bytes.count
                return Piece(
                    label: String(decoding: bytes[mark.start..<mark.end], as: UTF8.self),
                    text: Tidy.spaces(String(decoding: bytes[mark.end..<end], as: UTF8.self)), depth: 1)
            }
            guard steps.allSatisfy({ !$0.text.isEmpty }) else { continue }
            return (before, steps)
        }
        return nil
    }

    private struct Mark {
        var label: String
        var start: Int
        var end: Int
    }

    /// Each "a)", "(a)" after a space, and each "a." at the beginning of a line.
    private static func marks(in bytes: [UInt8]) -> [Mark] {
        var marks: [Mark] = []
        var place = 0
        while place < bytes.count {
            let isLineStart = place == 0 || bytes[place - 1] == 0x0A
            let isStart = isLineStart || bytes[place - 1] == 0x20 || bytes[place - 1] == UInt8(ascii: ":")
            guard isStart else {
                place += 1
                continue
            }
            let from = bytes[place] == UInt8(ascii: "(") ? place + 1 : place
            var end = from
            while end < bytes.count, end - from < 4, Letters.isLetter(bytes[end]) || Letters.isDigit(bytes[end]) {
                end += 1
            }
            if end > from, end < bytes.count,
                bytes[end] == UInt8(ascii: ")") || (isLineStart && from == place && bytes[end] == UInt8(ascii: "."))
            {
                let label = String(decoding: bytes[from..<end], as: UTF8.self).lowercased()
                marks.append(Mark(label: label, start: place, end: end + 1))
                place = end + 1
            } else {
                place += 1
            }
        }
        return marks
    }

    private enum Series: CaseIterable {
        case letters, numbers, roman

        func label(_ place: Int) -> String? {
            switch self {
            case .letters: place < 26 ? String(UnicodeScalar(UInt8(0x61 + place))) : nil
            case .numbers: String(place + 1)
            case .roman: place < Self.figures.count ? Self.figures[place] : nil
            }
        }

        private static let figures = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"]
    }
}
