import Calendar
import Cases
import Pages

/// The log of referrals and notifications.
enum LogViews {
    private static let kinds: [(path: LawfulPath, words: String)] = [
        (.referralWithConsent, "Referrals of adults"), (.referralWithoutConsent, "Referrals as children"),
        (.notification, "Notifications"),
    ]

    static func page(_ log: ReferralLog, today: Day) -> Page {
        Page("Referrals and notifications", section: ReferralsURL.log, main: """
            <p>Those of cases that you may see. No name stands here.</p>
            \(if: !log.years.isEmpty, table(
                "Sent in each financial year, April to March",
                columns: [Column("Year")] + kinds.map { Column($0.words, .number) } + [Column("Together", .number)],
                rows: log.years.map { year in
                    Row(["\(year.words)"] + kinds.map { "\(year.counts[$0.path] ?? 0)" } + ["\(year.counts.values.reduce(0, +))"])
                }, stacks: true))
            \(if: log.total == 0, emptyState("There is no referral or notification that you may see."))
            \(if: log.total > 0, table(
                "All, newest first",
                columns: [
                    Column("Case", .date), Column("Path"), Column("State"), Column("Keyed in", .date), Column("News hoped for by", .date),
                    Column("Holder"),
                ],
                rows: log.lines.map { row($0, log, today) }, stacks: true))
            \(if: log.total > 0, pagination(page: log.page, size: ReferralLog.pageSize, total: log.total, noun: "sheets") {
                "\(ReferralsURL.log)?page=\($0)"
            })
            """)
    }

    private static func row(_ line: ReferralLog.Line, _ log: ReferralLog, _ today: Day) -> Row {
        let isLate = line.state.awaitsDecision && line.expectedBy.map { $0 < today } ?? false
        return [
            "<a\(href: ReferralsURL.sheet(line.whom))>\(line.reference)</a>", "\(line.path.title)",
            """
            \(line.waitsForReader ? "Ready to be read by a second person" : line.state.title)\
            \(if: line.lacksCopy && line.state != .closed, " \(tag("Copy missing", .amber))")
            """,
            line.keyedOn.map { "\($0.short)" } ?? "Not yet",
            line.expectedBy.map { "\($0.short)\(if: isLate, " \(tag("Later than hoped", .amber))")" } ?? "",
            "\(log.names[line.holder])",
        ]
    }
}
