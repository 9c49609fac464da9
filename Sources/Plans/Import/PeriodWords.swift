import Calendar

/// Words that say how often: "twice a year", "annually", "18 October annually".
enum RepeatWords {
    /// Nil where nothing comes round.
    static func rule(in text: String, _ words: [String]) -> WrittenRepeat? {
        if let times = counted.first(in: words) { return .timesAYear(times) }
        guard yearly.stand(in: words) else { return nil }
        for found in UKDate.find(in: text, yearless: true) {
            if case .dayOfYear(let day) = found.value { return .yearly(day) }
        }
        return .timesAYear(1)
    }

    private static let counted = Phrases(fixed + numbered)
    private static let fixed = [
        ("twice a year", 2), ("twice yearly", 2), ("twice per year", 2), ("twice annually", 2), ("half yearly", 2),
        ("six monthly", 2), ("6 monthly", 2), ("biannually", 2), ("biannual", 2), ("bi annually", 2), ("quarterly", 4),
        ("every quarter", 4), ("each quarter", 4), ("bi monthly", 6), ("monthly", 12), ("every month", 12),
        ("each month", 12), ("fortnightly", 26), ("weekly", 52), ("every week", 52), ("once a year", 1),
    ]
    private static let yearly = Phrases([
        "annually", "every year", "each year", "yearly", "annual", "per year", "per annum",
    ])
    private static let numbered: [(String, Int)] = [
        ("two", 2), ("2", 2), ("three", 3), ("3", 3), ("four", 4), ("4", 4), ("five", 5), ("5", 5), ("six", 6),
        ("6", 6),
        ("eight", 8), ("8", 8), ("ten", 10), ("10", 10), ("twelve", 12), ("12", 12),
    ].flatMap { word, number in
        [
            ("\(word) times a year", number), ("\(word) times per year", number),
            ("every \(word) months", max(1, 12 / number)), ("every \(word) weeks", max(1, 52 / number)),
        ]
    }
}

/// Seasons, financial years and years written as a deadline.
enum PeriodWords {
    /// The last day of a period, where the words hold one with its year.
    static func end(of words: [String]) -> Day? {
        if let end = financialYear(words) { return end }
        guard
            let year = words.lazy.compactMap({ $0.utf8.count == 4 ? Int($0) : nil }).first(
                where: (2000...2199).contains)
        else { return nil }
        for (season, month) in [("spring", 5), ("summer", 8), ("autumn", 11)] where words.contains(season) {
            return Month(year: year, month: month)?.last
        }
        if words.contains("winter") { return Month(year: year + 1, month: 2)?.last }
        // A quarter may be counted from January or from April: which one is for a person to say.
        if words.contains(where: { ["q1", "q2", "q3", "q4", "quarter"].contains($0) }) { return nil }
        return words.count <= 4 ? Month(year: year, month: 12)?.last : nil
    }

    /// "2018/19" ends on 31 March 2019.
    private static func financialYear(_ words: [String]) -> Day? {
        guard words.count <= 5 else { return nil }
        for (first, second) in zip(words, words.dropFirst()) where first.utf8.count == 4 {
            guard let start = Int(first), (2000...2199).contains(start), let end = Int(second),
                end == (start + 1) % 100 || end == start + 1
            else { continue }
            return Month(year: start + 1, month: 3)?.last
        }
        return nil
    }
}
