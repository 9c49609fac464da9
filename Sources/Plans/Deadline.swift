public import Calendar

/// When an action is to be done: the words as written, and a real date beside them where one exists.
public struct Deadline: Hashable, Codable, Sendable {
    public enum Kind: String, Codable, CaseIterable, Sendable {
        case date, ongoing, repeats, waitingOn, notApplicable, notSet
    }

    /// As written; never mended.
    public var words: String
    public var kind: Kind
    /// Nil where no real date is written, even when `kind` is `date`: such a deadline is never counted as on time.
    public var day: Day?
    /// The rule of a deadline that comes round; it may stand beside dates.
    public var repeats: WrittenRepeat?

    public init(words: String, kind: Kind, day: Day? = nil, repeats: WrittenRepeat? = nil) {
        self.words = words
        self.kind = kind
        self.day = day
        self.repeats = repeats
    }

    public static let notSet = Deadline(words: "", kind: .notSet)
}

extension Deadline.Kind {
    /// "Waiting on something".
    public var name: String {
        switch self {
        case .date: "Date"
        case .ongoing: "Ongoing"
        case .repeats: "Repeats"
        case .waitingOn: "Waiting on something"
        case .notApplicable: "Not applicable"
        case .notSet: "Not set"
        }
    }
}

/// How a deadline comes round, as its words say it. What a plan owner set is the action's `Rhythm`.
public enum WrittenRepeat: Hashable, Sendable {
    case yearly(DayOfYear)
    /// 2 is twice a year, 12 monthly.
    case timesAYear(Int)

    /// "every year on 18 October", "twice a year".
    public var words: String {
        switch self {
        case .yearly(let day): "every year on \(day.long)"
        case .timesAYear(1): "once a year"
        case .timesAYear(2): "twice a year"
        case .timesAYear(4): "every quarter"
        case .timesAYear(12): "every month"
        case .timesAYear(52): "every week"
        case .timesAYear(let times): "\(times) times a year"
        }
    }

    /// "yearly 10-18" or "times 2": how a store keeps it.
    public var code: String {
        switch self {
        case .yearly(let day): "yearly \(day.month)-\(day.day)"
        case .timesAYear(let times): "times \(times)"
        }
    }

    public init?(code: String) {
        let parts = code.split(separator: " ", maxSplits: 1)
        guard parts.count == 2 else { return nil }
        if parts[0] == "times", let times = Int(parts[1]), times > 0 {
            self = .timesAYear(times)
            return
        }
        let numbers = parts[1].split(separator: "-").compactMap { Int($0) }
        guard parts[0] == "yearly", numbers.count == 2, let day = DayOfYear(month: numbers[0], day: numbers[1]) else {
            return nil
        }
        self = .yearly(day)
    }
}

/// Written as its code.
extension WrittenRepeat: Codable {
    public init(from decoder: any Decoder) throws {
        let code = try decoder.singleValueContainer().decode(String.self)
        guard let rule = WrittenRepeat(code: code) else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "\"\(code)\" is not a rule as \"times 2\"."))
        }
        self = rule
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(code)
    }
}
