import Calendar
import Ledger
import Log
import Pages

/// What was lost when an older copy of the database was put back: a fact that stays on the page.
enum GapViews {
    static func gaps(_ closed: [ClosedLedger]) -> HTML {
        "\(each: closed, { warningText(words($0)) })"
    }

    private static func words(_ closed: ClosedLedger) -> HTML {
        """
        On \(closed.closedAt.words) an older copy of the database was put back. Ledger \(closed.number) had been signed over \
        \(grouped(closed.signedSize)) entries, and \(grouped(closed.size)) of them are still there: \(lost(closed)). \
        \(with: closed.reason, { "\($0). " })Those that are there are kept and checked; what is listed below is \
        ledger \(closed.number + 1), which began then.
        """
    }

    private static func lost(_ closed: ClosedLedger) -> HTML {
        closed.lost == 1
            ? "entry \(grouped(closed.size)) is lost" : "entries \(grouped(closed.size)) to \(grouped(closed.signedSize - 1)) are lost"
    }
}
