/// Reads dates out of bytes from left to right; each attempt either takes a whole date or nothing.
struct UKDateReader {
    let bytes: [UInt8]
    let yearless: Bool

    mutating func all() -> [UKDate.Found] {
        var found: [UKDate.Found] = []
        var place = 0
        while place < bytes.count {
            let byte = bytes[place]
            guard Self.isWordByte(byte) else {
                place += 1
                continue
            }
            if beginsWord(place), let (value, end) = date(at: place) {
                let words = String(decoding: bytes[place..<end], as: UTF8.self)
                found.append(.init(value: value, words: words, bytes: place..<end))
                place = end
            } else {
                while place < bytes.count, Self.isWordByte(bytes[place]) { place += 1 }
            }
        }
        return found
    }

    private func date(at start: Int) -> (UKDate.Value, Int)? {
        if Digits.isDigit(bytes[start]) {
            return isoDate(at: start) ?? numericDate(at: start) ?? numericMonth(at: start) ?? dayThenName(at: start)
        }
        return nameFirst(at: start)
    }

    // MARK: numbers

    private func isoDate(at start: Int) -> (UKDate.Value, Int)? {
        guard let (year, afterYear) = number(at: start, digits: [4]), isYear(year),
            let separator = byte(afterYear), separator == Self.dash || separator == Self.slash,
            let (month, afterMonth) = number(at: afterYear + 1, digits: [1, 2]), byte(afterMonth) == separator,
            let (day, end) = number(at: afterMonth + 1, digits: [1, 2]), endsNumber(end)
        else { return nil }
        return value(year: year, month: month, day: day).map { ($0, end) }
    }

    private func numericDate(at start: Int) -> (UKDate.Value, Int)? {
        guard let (day, afterDay) = number(at: start, digits: [1, 2]), let separator = byte(afterDay),
            separator == Self.slash || separator == Self.dash || separator == Self.dot,
            let (month, afterMonth) = number(at: afterDay + 1, digits: [1, 2]), byte(afterMonth) == separator,
            let (year, end) = year(at: afterMonth + 1), endsNumber(end)
        else { return nil }
        return value(year: year, month: month, day: day).map { ($0, end) }
    }

    private func numericMonth(at start: Int) -> (UKDate.Value, Int)? {
        guard let (month, afterMonth) = number(at: start, digits: [1, 2]), byte(afterMonth) == Self.slash,
            let (year, end) = year(at: afterMonth + 1), endsNumber(end),
            let value = Month(year: year, month: month)
        else { return nil }
        return (.month(value), end)
    }

    // MARK: names of months

    private func dayThenName(at start: Int) -> (UKDate.Value, Int)? {
        guard let (day, afterDay) = number(at: start, digits: [1, 2]) else { return nil }
        var place = skipOrdinal(afterDay)
        place = skip(place, Self.dash, or: Self.slash) ?? skipSpaces(place)
        if let (word, end) = word(at: place), word == "of" { place = skipSpaces(end) }
        guard let (month, afterName, isCapital) = monthName(at: place) else { return nil }
        if let (year, end) = yearAfterName(afterName), let value = value(year: year, month: month, day: day) {
            return (value, end)
        }
        guard yearless, isCapital, let value = DayOfYear(month: month, day: day) else { return nil }
        return (.dayOfYear(value), afterName)
    }

    private func nameFirst(at start: Int) -> (UKDate.Value, Int)? {
        guard let (month, afterName, isCapital) = monthName(at: start) else { return nil }
        let next =
            skip(afterName, Self.dash, or: Self.slash)
            ?? skipSpaces(skip(afterName, Self.dot, or: Self.comma) ?? afterName)
        if let (year, end) = fullYear(at: next), let value = Month(year: year, month: month) {
            return (.month(value), end)
        }
        // "Sep-17" and "Sep '17" are months; "Sep 17" could be a day as well, and is left as it stands.
        if next > afterName, byte(next) == Self.apostrophe || !isSpace(byte(next - 1)), byte(next - 1) != Self.dot {
            let digits = byte(next) == Self.apostrophe ? next + 1 : next
            if let (year, end) = number(at: digits, digits: [2]), endsNumber(end),
                let value = Month(year: 2000 + year, month: month)
            {
                return (.month(value), end)
            }
        }
        guard let (day, afterDay) = number(at: next, digits: [1, 2]) else { return nil }
        let afterOrdinal = skipOrdinal(afterDay)
        let beforeYear = skipSpaces(skip(afterOrdinal, Self.comma, or: Self.comma) ?? afterOrdinal)
        if let (year, end) = fullYear(at: beforeYear), let value = value(year: year, month: month, day: day) {
            return (value, end)
        }
        guard yearless, isCapital, endsNumber(afterOrdinal), let value = DayOfYear(month: month, day: day) else {
            return nil
        }
        return (.dayOfYear(value), afterOrdinal)
    }

    /// A year behind a month's name. Two digits count only where no other month follows: "2 October 12 October 2018".
    private func yearAfterName(_ place: Int) -> (Int, Int)? {
        let next =
            skip(place, Self.dash, or: Self.slash)
            ?? skipSpaces(skip(place, Self.dot, or: Self.comma) ?? place)
        if let full = fullYear(at: next) { return full }
        let digits = byte(next) == Self.apostrophe ? next + 1 : next
        guard digits > place, let (year, end) = number(at: digits, digits: [2]), endsNumber(end),
            skipOrdinal(end) == end, monthName(at: skipSpaces(end)) == nil
        else { return nil }
        return (2000 + year, end)
    }

    private func monthName(at place: Int) -> (month: Int, end: Int, isCapital: Bool)? {
        guard let (word, end) = word(at: place) else { return nil }
        let match = Month.names.firstIndex { name in
            let full = name.lowercased()
            return word == full || word == full.prefix(3) || (word == "sept" && full == "september")
        }
        guard let match else { return nil }
        let isAbbreviated = word.utf8.count < Month.names[match].utf8.count
        let after = isAbbreviated && byte(end) == Self.dot ? end + 1 : end
        return (match + 1, after, bytes[place] < 0x60)
    }

    // MARK: small pieces

    /// A day where the calendar has one, else the nearest; nil where it cannot be meant as a date.
    private func value(year: Int, month: Int, day: Int) -> UKDate.Value? {
        guard isYear(year) else { return nil }
        if let day = Day(year: year, month: month, day: day) { return .day(day) }
        if let month = Month(year: year, month: month) { return .impossible(proposed: month.day(day)) }
        // Month and day the other way about: 03/25/17.
        return Day(year: year, month: day, day: month).map { .impossible(proposed: $0) }
    }

    private func isYear(_ year: Int) -> Bool { (1900...2199).contains(year) }

    private func year(at place: Int) -> (Int, Int)? {
        if let full = fullYear(at: place) { return full }
        return number(at: place, digits: [2]).map { (2000 + $0.0, $0.1) }
    }

    private func fullYear(at place: Int) -> (Int, Int)? {
        guard let (year, end) = number(at: place, digits: [4]), isYear(year), endsNumber(end) else { return nil }
        return (year, end)
    }

    /// A whole run of digits of one of the given lengths.
    private func number(at place: Int, digits: [Int]) -> (Int, Int)? {
        var end = place
        while end < bytes.count, end - place < 10, Digits.isDigit(bytes[end]) { end += 1 }
        guard digits.contains(end - place), let value = Digits.value(bytes[place..<end]) else { return nil }
        return (value, end)
    }

    private func word(at place: Int) -> (String, Int)? {
        var end = place
        while end < bytes.count, end - place < 10, Self.isLetter(bytes[end]) { end += 1 }
        guard end - place >= 2, end == bytes.count || !Self.isWordByte(bytes[end]) else { return nil }
        return (String(decoding: bytes[place..<end].map { $0 | 0x20 }, as: UTF8.self), end)
    }

    private func skipOrdinal(_ place: Int) -> Int {
        // PDF text often sets the raised letters apart: "18 th October".
        for start in [place, skipSpaces(place)] {
            if let (word, end) = word(at: start), ["st", "nd", "rd", "th"].contains(word) { return end }
        }
        return place
    }

    private func skipSpaces(_ place: Int) -> Int {
        var place = place
        while true {
            if isSpace(byte(place)) {
                place += 1
            } else if byte(place) == 0xC2, byte(place + 1) == 0xA0 {
                place += 2  // the no-break space that Word sets between day and month
            } else {
                return place
            }
        }
    }

    private func skip(_ place: Int, _ first: UInt8, or second: UInt8) -> Int? {
        guard let next = byte(place), next == first || next == second else { return nil }
        return place + 1
    }

    private func byte(_ place: Int) -> UInt8? { place >= 0 && place < bytes.count ? bytes[place] : nil }

    private func isSpace(_ byte: UInt8?) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

    /// No word, no number and no further part of a number before.
    private func beginsWord(_ place: Int) -> Bool {
        guard place > 0 else { return true }
        let before = bytes[place - 1]
        if Self.isWordByte(before) { return false }
        guard Digits.isDigit(bytes[place]), place > 1 else { return true }
        let joins = before == Self.slash || before == Self.dot || before == Self.dash
        return !(joins && Digits.isDigit(bytes[place - 2]))
    }

    /// A full stop may end the sentence; more digits behind it would make it another number.
    private func endsNumber(_ place: Int) -> Bool {
        guard let next = byte(place) else { return true }
        if Self.isWordByte(next) { return false }
        guard next == Self.slash || next == Self.dot || next == Self.dash, let further = byte(place + 1) else {
            return true
        }
        return !Digits.isDigit(further)
    }

    private static let slash = UInt8(ascii: "/")
    private static let dash = UInt8(ascii: "-")
    private static let dot = UInt8(ascii: ".")
    private static let comma = UInt8(ascii: ",")
    private static let apostrophe = UInt8(ascii: "'")

    private static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A }
    private static func isWordByte(_ byte: UInt8) -> Bool { isLetter(byte) || Digits.isDigit(byte) }
}
