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
    /// So many pages are counted, or ten more than the one asked for: a list of a hundred thousand is not counted through
    /// for each look at its first page.
    private static let pagesCounted = 20
    /// In the tabs of the other lists.
    private static let mostInTab = 100

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

    /// How many there are, counted no further than somebody who looks at that page can use.
    func tally(page: Int, _ reader: Reader, _ viewer: Viewer) throws -> QueueTally {
        try tally(upTo: max(Self.pagesCounted, min(page, 10_000) + 10) * Self.pageSize, reader, viewer)
    }

    func tallyInTab(_ reader: Reader, _ viewer: Viewer) throws -> QueueTally {
        try tally(upTo: Self.mostInTab, reader, viewer)
    }

    private func tally(upTo most: Int, _ reader: Reader, _ viewer: Viewer) throws -> QueueTally {
        let count = try countUpTo(most + 1, reader, viewer)
        return QueueTally(count: min(count, most), isMore: count > most)
    }

    /// How many there are, counted up to so many. In the order of the queue, because only for it does SQLite take the
    /// index: else it reads every concern there ever was (measured: 60 ms among 100,000, and 0.1 ms so).
    private func countUpTo(_ most: Int, _ reader: Reader, _ viewer: Viewer) throws -> Int {
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

/// How many there are, or more than so many.
struct QueueTally: Sendable, Equatable {
    let count: Int
    let isMore: Bool
}
