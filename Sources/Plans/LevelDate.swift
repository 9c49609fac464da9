public import Calendar

/// When a level was judged, as precisely as it was written: a day, a month, or not at all.
public struct LevelDate: Hashable, Sendable {
    public enum Value: Hashable, Sendable {
        case none
        case month(Month)
        case day(Day)
    }

    public var value: Value
    /// As written: "03/17".
    public var words: String

    public init(_ value: Value, words: String = "") {
        self.value = value
        self.words = words
    }

    public static let none = LevelDate(.none)

    /// "March 2017" or "3 March 2017"; the words as written where no date could be read.
    public var long: String {
        switch value {
        case .none: words
        case .month(let month): month.long
        case .day(let day): day.long
        }
    }

    /// "2017-03" or "2017-03-03"; nil where there is no date. Sorts as the dates do, a month before its days.
    public var iso: String? {
        switch value {
        case .none: nil
        case .month(let month): month.iso
        case .day(let day): day.iso
        }
    }

    /// The month that the level belongs to in a history.
    public var month: Month? {
        switch value {
        case .none: nil
        case .month(let month): month
        case .day(let day): day.inMonth
        }
    }

    /// The first day that it can mean, for ordering; nil where there is none.
    public var earliest: Day? {
        switch value {
        case .none: nil
        case .month(let month): month.first
        case .day(let day): day
        }
    }

    /// From its ISO form and words, as a store keeps them.
    public init(iso: String?, words: String) {
        self.words = words
        if let iso, let day = Day(iso: iso) {
            value = .day(day)
        } else if let iso, let month = Month(iso: iso) {
            value = .month(month)
        } else {
            value = .none
        }
    }
}

/// `date` is "2017-03" or "2017-03-03" and left out where there is none.
extension LevelDate: Codable {
    private enum CodingKeys: String, CodingKey { case date, words }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            iso: try container.decodeIfPresent(String.self, forKey: .date),
            words: try container.decodeIfPresent(String.self, forKey: .words) ?? "")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(iso, forKey: .date)
        try container.encode(words, forKey: .words)
    }
}
