/// The words of a sheet's cells.
struct XlsxValues {
    let strings: [Int: String]
    let styles: XlsxStyles
    let countsFrom1904: Bool
    private(set) var warnings: [SourceWarning] = []

    init(strings: [Int: String], styles: XlsxStyles, countsFrom1904: Bool) {
        self.strings = strings
        self.styles = styles
        self.countsFrom1904 = countsFrom1904
    }

    mutating func text(of cell: XlsxCell, row: Int) throws(SourceError) -> String {
        if cell.value.isEmpty, cell.hasFormula {
            warn("The formula has no stored result. Open the file in Excel and save it.", row, cell)
            return ""
        }
        switch cell.type {
        case "s":
            guard let index = Int(cell.value), let text = strings[index] else { throw .damaged }
            guard text.isWithin(SourceLimits.cellCharacters) else { throw .cellTooLong(row: row, column: cell.column) }
            return XlsxEscapes.unescaped(text)
        case "inlineStr", "str":
            return XlsxEscapes.unescaped(cell.value)
        case "b":
            return cell.value == "1" || cell.value == "true" ? "TRUE" : "FALSE"
        case "e":
            warn("The formula ends in the error \(cell.value).", row, cell)
            return cell.value
        case "d":
            return Self.fromISO(cell.value)
        default:
            return number(cell)
        }
    }

    private mutating func warn(_ message: String, _ row: Int, _ cell: XlsxCell) {
        warnings.append(SourceWarning(row: row, column: cell.column, message: message))
    }

    private func number(_ cell: XlsxCell) -> String {
        guard let value = Double(cell.value), value.isFinite else { return cell.value }
        switch styles.kind(of: cell.style) {
        case .number: return Self.plain(value) ?? cell.value
        case .percent: return (Self.plain(value * 100) ?? cell.value) + "%"
        // Less than a thousand days is a duration or a time of day; more is a moment shown without its date.
        case .time where value >= 0 && value < 1_000: return Self.time(value)
        case .time: return date(value, .dateAndTime) ?? cell.value
        case let kind: return date(value, kind) ?? Self.plain(value) ?? cell.value
        }
    }

    /// Excel computes with 15 digits, and stores 0.1 + 0.2 with 17.
    private static func plain(_ value: Double) -> String? {
        guard abs(value) < 1e15 else { return nil }
        if value == value.rounded() { return String(Int(value)) }
        let scale = 1e9
        let rounded = (value * scale).rounded() / scale
        return abs(value) >= 1e-3 && abs(value) < 1e5 ? "\(rounded)" : "\(value)"
    }
}

// MARK: Dates

extension XlsxValues {
    /// Days are counted from 1 January 1900 as 1, with a 29 February 1900 that never was, or from 1 January 1904 as 0.
    /// Source: ECMA-376 part 1, 18.17.4.1.
    private func date(_ serial: Double, _ kind: XlsxStyles.Kind) -> String? {
        guard serial >= 0, serial < 2_958_466 else { return nil }
        // Half a second, so that 9:00 stored as 8:59:59.999 is 9:00.
        let moment = serial + 0.5 / 86_400
        let day = Int(moment)
        if !countsFrom1904, day == 60 { return "29/02/1900" }
        let daysSince1970 = countsFrom1904 ? day - 24_107 : day - (day < 60 ? 25_568 : 25_569)
        let (year, month, dayOfMonth) = Self.civil(daysSince1970)
        // A format without a day is a month as written: a day would be made up.
        if kind == .month { return Self.two(month) + "/" + Self.four(year) }
        let date = "\(Self.two(dayOfMonth))/\(Self.two(month))/\(Self.four(year))"
        let time = moment - Double(day)
        return kind == .dateAndTime && time * 86_400 >= 60 ? date + " " + Self.time(time) : date
    }

    private static func time(_ share: Double) -> String {
        let minutes = Int((share * 1_440).rounded())
        return two(minutes / 60) + ":" + two(minutes % 60)
    }

    /// "2017-09-30T00:00:00" as "30/09/2017"; anything else as it stands.
    private static func fromISO(_ text: String) -> String {
        let parts = text.prefix(10).split(separator: "-")
        guard parts.count == 3, parts.map(\.count) == [4, 2, 2], parts.allSatisfy({ Int($0) != nil }) else {
            return text
        }
        let time = text.dropFirst(11).prefix(5)
        return "\(parts[2])/\(parts[1])/\(parts[0])" + (time.isEmpty || time == "00:00" ? "" : " \(time)")
    }

    /// Year, month and day of a count of days from 1 January 1970, in the Gregorian calendar. Years are taken from
    /// March, so that the leap day is the last of its year.
    private static func civil(_ days: Int) -> (Int, Int, Int) {
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private static func four(_ number: Int) -> String {
        String(repeating: "0", count: max(0, 4 - "\(number)".count)) + "\(number)"
    }
}
