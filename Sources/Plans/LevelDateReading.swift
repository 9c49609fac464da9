import Calendar

extension LevelDate {
    /// From what a person typed: a day or a month, kept as written. Nil when it is neither, or no real date.
    static func read(_ words: String) -> LevelDate? {
        if let day = Day(iso: words) { return LevelDate(.day(day), words: words) }
        switch UKDate.parse(words) {
        case .day(let day)?: return LevelDate(.day(day), words: words)
        case .month(let month)?: return LevelDate(.month(month), words: words)
        default: return nil
        }
    }
}
