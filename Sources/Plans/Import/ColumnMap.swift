/// What each column of a plan's table holds, as guessed or as a person chose.
public struct ColumnMap: Codable, Sendable, Equatable {
    public enum Field: String, Codable, CaseIterable, Sendable {
        case theme, purpose, reference, objective, level, improvement, action, lead, deadline
        /// Dates, repeats, standing duties and end states mixed in one column.
        case timeframe
        case progress, outcome, notes
        /// Left out; its words are listed in the warnings.
        case ignore
    }

    public struct Column: Codable, Sendable, Equatable {
        /// As written in the heading row; empty where there is none.
        public var heading: String
        public var field: Field
        /// 0 to 100.
        public var confidence: Int
        /// Why this field, in one sentence for the person who checks.
        public var reason: String

        public init(heading: String, field: Field, confidence: Int, reason: String) {
            self.heading = heading
            self.field = field
            self.confidence = confidence
            self.reason = reason
        }
    }

    /// From the left.
    public var columns: [Column]

    public init(columns: [Column]) {
        self.columns = columns
    }

    /// Fields as a person chose them, from the left.
    public init(fields: [Field]) {
        columns = fields.map { Column(heading: "", field: $0, confidence: 100, reason: Self.chosen) }
    }

    /// From the left. Setting marks what differs as chosen by a person; what has no column is passed over.
    public var fields: [Field] {
        get { columns.map(\.field) }
        set {
            for (place, field) in newValue.enumerated() where place < columns.count && columns[place].field != field {
                columns[place].field = field
                columns[place].confidence = 100
                columns[place].reason = Self.chosen
            }
        }
    }

    /// The field of a column counted from 1; nil outside the table.
    func field(at column: Int) -> Field? {
        columns.indices.contains(column - 1) ? columns[column - 1].field : nil
    }

    static let chosen = "Chosen by a person."
}

extension ColumnMap.Field {
    /// As the page names it: "Lead officer".
    public var name: String {
        switch self {
        case .theme: "Theme"
        case .purpose: "Purpose of the theme"
        case .reference: "Reference"
        case .objective: "Objective"
        case .level: "Level"
        case .improvement: "Improvement planned"
        case .action: "Action"
        case .lead: "Lead officer"
        case .deadline: "Deadline"
        case .timeframe: "Time frame and status"
        case .progress: "Progress update"
        case .outcome: "Expected outcome"
        case .notes: "Notes"
        case .ignore: "Leave out"
        }
    }
}
