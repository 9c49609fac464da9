public import Calendar

/// A plan as read from a file, before anything is saved. Entries name each other by number within their array's `id`s.
public struct ImportedPlan: Codable, Sendable, Equatable {
    public var title = ""
    /// What stands before the table, the title apart.
    public var introduction: [String] = []
    public var themes: [Theme] = []
    public var objectives: [Objective] = []
    public var levels: [Level] = []
    public var actions: [Action] = []
    public var steps: [Step] = []
    public var posts: [Post] = []
    public var legend: [LegendEntry] = []
    public var warnings: [Warning] = []
    public var map = ColumnMap(columns: [])
    public var counts = Counts()
    /// Headings of further tables, read by a guess of their own; once each.
    public var headings: [String] = []
    /// Page headers and footers that came back, page numbers, headings of legends; once each.
    public var furniture: [String] = []
    /// Where each paragraph and cell of the source went.
    public var accounting: [Accounted] = []

    public init() {}

    public struct Theme: Codable, Sendable, Equatable {
        public var id: Int
        /// "1", or empty.
        public var reference: String
        public var title: String
        public var purpose: String
        public var row: Int
    }

    public struct Objective: Codable, Sendable, Equatable {
        public var id: Int
        public var theme: Int?
        public var reference: String
        public var text: String
        /// The improvement planned; a line each where the source has several.
        public var improvement: String
        public var outcome: String
        /// What the source says without an action to say it of.
        public var notes: [String]
        public var row: Int
    }

    public struct Level: Sendable, Equatable {
        public var id: Int
        public var objective: Int
        /// The scale's key: "red".
        public var level: String
        /// As written: "Red 03/17".
        public var words: String
        public var date: LevelDate
        public var row: Int
    }

    public struct Action: Codable, Sendable, Equatable {
        public var id: Int
        public var theme: Int?
        /// Nil where the plan sets actions directly under a theme.
        public var objective: Int?
        public var reference: String
        public var text: String
        /// As written: "HSSC/SSSM".
        public var lead: String
        /// Posts in the order written, each once; the first is proposed as the accountable one.
        public var posts: [Int]
        public var deadline: Deadline
        public var proposal: Day?
        public var why: String?
        /// A mixed time frame, taken apart.
        public var parts: [TimePart]
        public var outcome: String
        public var notes: [String]
        public var row: Int
    }

    public struct Step: Codable, Sendable, Equatable {
        public var id: Int
        public var action: Int
        /// "a)", or empty for a bullet.
        public var label: String
        public var text: String
        /// 1, or 2 for a bullet below a bullet.
        public var depth: Int
        public var posts: [Int]
        public var row: Int
    }

    public struct Post: Codable, Sendable, Equatable {
        public var id: Int
        /// "HSSC", or empty.
        public var abbreviation: String
        /// "Head of Safe and Stronger Communities"; empty where the source does not say.
        public var title: String
    }

    public struct LegendEntry: Codable, Sendable, Equatable {
        public var abbreviation: String
        public var title: String
        /// The post that it explains; nil where no lead cell names it.
        public var post: Int?
        public var row: Int
    }

    public struct Warning: Codable, Sendable, Equatable {
        public var row: Int?
        public var column: Int?
        public var message: String
    }

    public struct Counts: Codable, Sendable, Equatable {
        public var themes = 0
        public var objectives = 0
        public var levels = 0
        public var levelsWithDate = 0
        public var actions = 0
        public var steps = 0
        public var posts = 0
        public var legend = 0
        public var warnings = 0
        /// Paragraphs and cells with words.
        public var cells = 0
    }
}

/// One part of a time frame: a date, something that comes round, a duty that stays, or the state to be reached.
public struct TimePart: Codable, Sendable, Equatable {
    public enum Kind: String, Codable, Sendable { case date, month, repeats, standing, waitingOn, endState, status }

    public var kind: Kind
    public var words: String
    public var day: Day?
    public var month: Month?
    public var repeats: WrittenRepeat?
}

/// One paragraph or cell of the source, or a part of it, and where its words went.
public struct Accounted: Codable, Sendable, Equatable {
    public enum Place: String, Codable, Sendable {
        case title, introduction, theme, objective, level, action, legend
        case heading, repeatedHeading, furniture, warning
    }

    public var row: Int
    /// Nil for a paragraph outside the tables.
    public var column: Int?
    public var text: String
    public var place: Place
    /// The field of that place: "improvement", "lead".
    public var field: String?
    /// Which theme, objective, level or action; which warning by its number in the list, from 0.
    public var id: Int?
    /// The source says the same again, as a file does that repeats the objective on each row.
    public var isRepeat: Bool
}

/// `date` is "2017-03" or "2017-03-31" and `month` its month; both are left out where none is written.
extension ImportedPlan.Level: Codable {
    private enum CodingKeys: String, CodingKey { case id, objective, level, words, date, month, dateWords, row }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        id = try container.decode(Int.self, forKey: .id)
        objective = try container.decode(Int.self, forKey: .objective)
        level = try container.decode(String.self, forKey: .level)
        words = try container.decode(String.self, forKey: .words)
        row = try container.decode(Int.self, forKey: .row)
        date = LevelDate(
            iso: try container.decodeIfPresent(String.self, forKey: .date),
            words: try container.decodeIfPresent(String.self, forKey: .dateWords) ?? "")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(objective, forKey: .objective)
        try container.encode(level, forKey: .level)
        try container.encode(words, forKey: .words)
        try container.encodeIfPresent(date.iso, forKey: .date)
        try container.encodeIfPresent(date.month, forKey: .month)
        if !date.words.isEmpty { try container.encode(date.words, forKey: .dateWords) }
        try container.encode(row, forKey: .row)
    }
}
