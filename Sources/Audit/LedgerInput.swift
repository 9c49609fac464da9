import Calendar
import Ledger
import Log
import Pages

/// The filters of the ledger's list as they stand in the address.
struct LedgerInput: Sendable {
    let form: Form
    let query: LedgerQuery
    let problems: Problems
    let page: Int

    init(_ data: FormData) {
        var problems = Problems()
        var query = LedgerQuery()
        query.kind = EntryClass(rawValue: data.text("kind"))
        query.about = [data.text("account"), data.text("about")].first { !$0.isEmpty }
        query.from = Self.day("from", "The first day", data, &problems)
        query.to = Self.day("to", "The last day", data, &problems)
        if let from = query.from, let to = query.to, from > to {
            problems.add("to", "The last day must not be before the first day")
        }
        self.query = query
        self.problems = problems
        var form = Form(data, problems)
        form.values["account"] = query.about.map { [$0] }
        self.form = form
        page = max(1, min(Int(data.text("page")) ?? 1, 1_000_000))
    }

    private static func day(_ name: String, _ label: String, _ data: FormData, _ problems: inout Problems) -> Day? {
        DateInput(name, from: data).read(name, label, into: &problems)
            .flatMap { Day(year: $0.year, month: $0.month, day: $0.day) }
    }
}
