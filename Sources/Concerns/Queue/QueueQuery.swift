import Accounts
import Calendar
import Database
import NeedToKnow
import Pages

/// One definition behind the queue, its count and its pages: what a viewer may see of it, and nothing of what they may not.
struct QueueQuery: Sendable, Hashable {
    enum Show: String, CaseIterable, Sendable {
        case waiting, mine, taken, news, decided

        var name: String {
            switch self {
            case .waiting: "Waiting"
            case .mine: "Mine"
            case .taken: "Taken"
            case .news: "With news"
            case .decided: "Decided"
            }
        }
    }

    static let pageSize = 25
    /// Two hundred pages: nobody turns more, and a list of a hundred thousand is not counted for each look at it.
    static let mostCounted = 5_000

    let show: Show

    init(_ data: FormData) { show = Show(rawValue: data.text("show")) ?? .waiting }

    init(show: Show) { self.show = show }

    private func condition(_ viewer: Viewer) -> SQL {
        let which: SQL = switch show {
        case .waiting: "c.decision IS NULL AND c.holder IS NULL"
        case .mine: "c.decision IS NULL AND c.holder = \(viewer.account)"
        case .taken: "c.decision IS NULL AND c.holder IS NOT NULL"
        case .news: "c.news_for_us = 1"
        case .decided: "c.decision IS NOT NULL"
        }
        return SQL.all([
            "c.organisation = \(viewer.organisation)", which, Knowing.condition(viewer, "c.id"),
        ])
    }

    /// The most urgent first, and of those the one that has waited longest; what is decided, newest first.
    private var order: SQL {
        show == .decided ? "c.decided_at DESC, c.id" : "c.weight DESC, c.received_at, c.id"
    }

    func page(_ number: Int, _ reader: Reader, _ viewer: Viewer) throws -> [Concern] {
        try reader.rows(pageQuery(number, viewer), Concern.init)
    }

    func pageQuery(_ number: Int, _ viewer: Viewer) -> SQL {
        """
        SELECT \(ConcernReads.columns) FROM concern c
        WHERE \(condition(viewer))
        ORDER BY \(order)
        LIMIT \(Self.pageSize) OFFSET \((number - 1) * Self.pageSize)
        """
    }

    /// How many there are, counted up to so many. In the order of the queue, because only for it does SQLite take the
    /// index: else it reads every concern there ever was (measured: 60 ms among 100,000, and 0.1 ms so).
    func countUpTo(_ most: Int, _ reader: Reader, _ viewer: Viewer) throws -> Int {
        try reader.count(countQuery(most, viewer))
    }

    func countQuery(_ most: Int, _ viewer: Viewer) -> SQL {
        """
        SELECT count(*) FROM (
            SELECT 1 FROM concern c
            WHERE \(condition(viewer))
            ORDER BY \(order)
            LIMIT \(most)) AS seen
        """
    }
}
