import Accounts
import Calendar
import Database
import Pages

/// The list of plans, the board of one plan, and its document: now, or as of a past day.
struct BoardPages: Sendable {
    var routes: [Route] {
        [
            .page(PlansURL.plans, .may(.readPlan)) { ask, viewer, reader in
                let plans = try PlanReads.plans(reader, organisation: viewer.organisation)
                let pictures = try plans.map { plan in
                    PlanSummary(plan: plan, levels: try PlanSummary.levels(reader, viewer.organisation, plan))
                }
                var page = BoardViews.plans(pictures, viewer: viewer)
                page.banner = PlanBanner.read(ask.query)
                return .page(page)
            },
            .page("/plans/{plan}", .may(.readPlan)) { ask, viewer, reader in
                let (picture, asOf) = try picture(ask, viewer, reader)
                let undoable = viewer.may(.editPlan) && asOf.day == nil
                    ? try BringStore.undoable(
                        reader, organisation: viewer.organisation, plan: picture.plan.id, at: ask.now)
                    : []
                var page = BoardViews.board(picture, asOf: asOf, today: ask.today, viewer: viewer, undoable: undoable.first)
                if asOf.problems.isEmpty { page.banner = PlanBanner.read(ask.query) }
                return .page(page)
            },
            .page("/plans/{plan}/document", .may(.readPlan)) { ask, viewer, reader in
                let (picture, asOf) = try picture(ask, viewer, reader)
                return .page(DocumentViews.document(picture, asOf: asOf, today: ask.today, viewer: viewer))
            },
        ]
    }

    private func picture(_ ask: Ask, _ viewer: Viewer, _ reader: Reader) throws -> (PlanPicture, AsOf) {
        let asOf = AsOf(ask.query, today: ask.today)
        let found = try PlanPicture.read(
            reader, organisation: viewer.organisation, plan: ask.parameter("plan"), asOf: asOf.day)
        guard let found else { throw Refusal.notFound }
        return (found, asOf)
    }
}

/// The day that a plan is shown as of, from the address: `?on=3 March 2026`. Nil is now.
struct AsOf: Sendable {
    var words: String
    var day: Day?
    var problems = Problems()

    init(_ query: FormData, today: Day) {
        words = query.text("on")
        guard !words.isEmpty else { return }
        let read: Day? =
            if let day = Day(iso: words) { day } else if case .day(let day)? = UKDate.parse(words) { day } else { nil }
        guard let read else {
            problems.add("on", "Enter a real date, such as 27 3 2026")
            return
        }
        if read > today {
            problems.add("on", "Enter a date that is not in the future")
        } else if read < today {
            day = read
        }
    }

    /// Carried by links from one as-of page to the next.
    var suffix: String { day.map { "?on=\($0.iso)" } ?? "" }
}

/// What the plans page shows of each plan.
struct PlanSummary: Sendable {
    var plan: Plan
    /// Objectives by their present level, and "" for not rated.
    var levels: [String: Int]

    static func levels(_ reader: Reader, _ organisation: Int, _ plan: Plan) throws -> [String: Int] {
        let present = try reader.rows("""
            SELECT (SELECT l.level FROM level l
                WHERE l.organisation = o.organisation AND l.objective = o.id AND l.removed_at IS NULL
                ORDER BY l.position DESC, l.id DESC LIMIT 1)
            FROM objective o
            WHERE o.organisation = \(organisation) AND o.plan = \(plan.id) AND o.removed_at IS NULL
            """) { $0.textOrNil(0) ?? "" }
        return Dictionary(present.map { ($0, 1) }, uniquingKeysWith: +)
    }
}

/// Banners after a redirect: the address carries a code, never words.
enum PlanBanner {
    static func read(_ query: FormData) -> Banner? {
        let words: HTML? =
            switch query.text("said") {
            case "note": "Note saved."
            case "update": "Update saved."
            case "nochange": "Recorded: nothing changed."
            case "level": "Level recorded."
            case "refused": "Recorded: the suggestion was refused."
            case "step": "Step saved."
            case "rhythm": "How it comes round is saved."
            case "onwards": "Recorded: done this time. The next day counts now."
            case "imported": "The plan is saved. You can undo this for \(ImportBatch.daysToUndo) days under <a\(href: PlansURL.imports)>Imports</a>."
            case "undone": "The import is undone. You can bring it back under “Imports”."
            case "back": "The import is back."
            case "edited": "Change saved."
            case "added": "Added."
            case "round": "The text is frozen, and this version goes round."
            case "decided": "The decision is recorded."
            case "published": "This version is on the public page."
            case "withdrawn": "This version is withdrawn."
            default: nil
            }
        return words.map { Banner(.success, $0) }
    }
}
