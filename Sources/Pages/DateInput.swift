/// The three boxes of a date as a person filled them in.
public struct DateInput: Sendable, Equatable {
    enum Box: String, Sendable {
        case day, month, year

        var word: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
        func field(_ name: String) -> String { "\(name)-\(rawValue)" }
        /// The day's box carries the field's own id, because the error summary leads there.
        func id(_ name: String) -> String { self == .day ? fieldID(name) : fieldID(field(name)) }
    }

    public var day: String
    public var month: String
    public var year: String

    public init(day: String, month: String, year: String) {
        self.day = day
        self.month = month
        self.year = year
    }

    public init(_ name: String, from data: FormData) {
        day = data.text(Box.day.field(name))
        month = data.text(Box.month.field(name))
        year = data.text(Box.year.field(name))
    }

    public var isEmpty: Bool { day.isEmpty && month.isEmpty && year.isEmpty }

    /// The date, or nil with what is wrong added to the problems, box by box. Nil without a problem when all are empty.
    /// Months may be numbers or names.
    /// - Parameters:
    ///   - name: the field's name, as given to `dateInput`.
    ///   - label: what to call it in words: "Deadline".
    public func read(
        _ name: String, _ label: String, into problems: inout Problems
    ) -> (year: Int, month: Int, day: Int)? {
        if isEmpty { return nil }
        let missing = [(Box.day, day), (.month, month), (.year, year)].filter { $0.1.isEmpty }.map(\.0)
        if let first = missing.first {
            let names = missing.map { "a " + $0.rawValue }.joined(separator: " and ")
            problems.add(name, "\(label) must include \(names)", target: first.id(name))
            return nil
        }
        guard let yearNumber = Self.number(year), year.count == 4, yearNumber >= 1000 else {
            problems.add(name, "\(label) year must be 4 numbers, as 2026", target: Box.year.id(name))
            return nil
        }
        guard let monthNumber = Self.monthNumber(month) else {
            problems.add(name, "\(label) month must be a number from 1 to 12 or its name", target: Box.month.id(name))
            return nil
        }
        guard let dayNumber = Self.number(day), (1...31).contains(dayNumber) else {
            problems.add(name, "\(label) day must be a number from 1 to 31", target: Box.day.id(name))
            return nil
        }
        let length = Self.length(monthNumber, of: yearNumber)
        guard dayNumber <= length else {
            let monthName = Self.months[monthNumber - 1]
            let inYear = monthNumber == 2 ? " in \(yearNumber)" : ""
            problems.add(
                name, "\(dayNumber) \(monthName)\(inYear) is not a real date. \(monthName)\(inYear) has \(length) days",
                target: Box.day.id(name))
            return nil
        }
        return (yearNumber, monthNumber, dayNumber)
    }

    /// Every box at fault is marked when the problem is with the date as a whole.
    static func whole(_ name: String) -> String { Box.day.id(name) }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    private static func number(_ text: String) -> Int? {
        text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? Int(text) : nil
    }

    private static func monthNumber(_ text: String) -> Int? {
        if let number = number(text) { return (1...12).contains(number) ? number : nil }
        let lower = text.lowercased()
        guard lower.count >= 3 else { return nil }
        return months.firstIndex { $0.lowercased().hasPrefix(lower) }.map { $0 + 1 }
    }

    private static func length(_ month: Int, of year: Int) -> Int {
        switch month {
        case 2: year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
