/// Which cell styles make a number a date, a month, a time or a share.
final class XlsxStyles: XMLWalker {
    enum Kind: Equatable {
        case number, percent
        case date, month, dateAndTime, time
    }

    private var custom: [Int: Kind] = [:]
    private var formats: [Int] = []
    private var isInCellStyles = false

    let isDone = false

    func kind(of style: Int) -> Kind {
        guard formats.indices.contains(style) else { return .number }
        let format = formats[style]
        return custom[format] ?? Self.kind(ofBuiltin: format)
    }

    func enter(_ name: String, _ attributes: XMLAttributes) throws(SourceError) -> Bool {
        switch name {
        case "numFmt":
            guard let id = attributes["numFmtId"].flatMap(Int.init), let code = attributes["formatCode"] else {
                return true
            }
            custom[id] = Self.kind(ofCode: code)
        case "cellXfs":
            isInCellStyles = true
        case "xf" where isInCellStyles:
            formats.append(attributes["numFmtId"].flatMap(Int.init) ?? 0)
        case "dxfs":
            return false
        default:
            break
        }
        return true
    }

    func text(_ text: String) throws(SourceError) {}

    func leave(_ name: String) throws(SourceError) {
        if name == "cellXfs" { isInCellStyles = false }
    }

    /// Source: ECMA-376 part 1, 18.8.30: 14 to 22 and 45 to 47 everywhere, 27 to 36 and 50 to 58 in East Asian files.
    private static func kind(ofBuiltin id: Int) -> Kind {
        switch id {
        case 9, 10: .percent
        case 17: .month
        case 22: .dateAndTime
        case 14...16, 27...31, 36, 50...54, 57, 58: .date
        case 18...21, 32...35, 45...47, 55, 56: .time
        default: .number
        }
    }

    /// Reads a format code such as `[$-809]dd\ mmm\ yyyy;@`. Quoted words, escaped signs, colours and languages say
    /// nothing; of what stands in brackets only hours, minutes and seconds that count on count.
    static func kind(ofCode code: String) -> Kind {
        var letters: Set<Character> = []
        var bracket: String?
        var isQuoted = false, isEscaped = false
        for character in code.lowercased() {
            if isEscaped { isEscaped = false; continue }
            switch character {
            case "\"": isQuoted.toggle()
            case _ where isQuoted: break
            case "\\", "_", "*": isEscaped = true
            case "[": bracket = ""
            case "]":
                if let inside = bracket, ["h", "hh", "m", "mm", "s", "ss"].contains(inside) {
                    letters.formUnion(inside)
                }
                bracket = nil
            case _ where bracket != nil: bracket?.append(character)
            case ";": return kind(of: letters)
            default: letters.insert(character)
            }
        }
        return kind(of: letters)
    }

    private static func kind(of letters: Set<Character>) -> Kind {
        if letters.isDisjoint(with: "ymdhs") { return letters.contains("%") ? .percent : .number }
        // Digits stand beside letters of a date only in parts of a second.
        if letters.contains("0") && !letters.contains("s") || letters.contains("#") { return .number }
        let hasTime = letters.contains("h") || letters.contains("s")
        if letters.contains("d") { return hasTime ? .dateAndTime : .date }
        if letters.contains("y") { return letters.contains("m") ? .month : .date }
        return hasTime ? .time : letters == ["m"] ? .month : .number
    }
}
