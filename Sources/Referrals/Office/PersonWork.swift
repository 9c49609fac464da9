import Accounts
import Calendar
import Cases
import Database
import NeedToKnow

/// Just what the pages about one person's path and sheet print.
struct PersonWork: Sendable {
    let file: Case
    let whom: Whom
    let person: Kept<Person>
    let references: [Kept<CaseReference>]
    /// Newest first.
    let decisions: [Decision]
    let tasks: [Companion.Kind: CompanionTask]
    /// The one that is worked on.
    let sheet: Sheet?
    let steps: [SheetStep]
    let names: AccountNames
    let viewer: Viewer

    var decision: Decision? { decisions.first }

    /// Nil where the case has no such person.
    init?(_ reader: Reader, _ visit: CaseVisit, _ whom: Whom) throws {
        guard let person = try PartReads.person(reader, visit.keys, id: whom.person) else { return nil }
        self.person = person
        self.whom = whom
        file = visit.file
        viewer = visit.viewer
        references = try PartReads.all(CaseReference.self, reader, visit.keys).filter { $0.parent == whom.person }
        decisions = try DecisionReads.all(reader, visit.keys, whom.person)
        tasks = try TaskReads.all(reader, visit.keys, whom.person)
        sheet = try SheetReads.newest(reader, visit.keys, whom.person)
        steps = try sheet.map { try SheetReads.states(reader, visit.keys, $0.id) } ?? []
        names = try AccountNames(reader, organisation: visit.viewer.organisation)
    }

    var suggestions: [String: String] { Suggestions.from(person.part, references.map(\.part), file, viewer) }

    /// Questions of a section that are asked of this person, in national order.
    func questions(_ section: String) -> [Question] {
        guard let sheet else { return [] }
        return FormDefinition.newest.questions(sheet.working).filter { $0.section == section && !$0.isFixed }
    }
}

/// Names of accounts, for who did what.
struct AccountNames: Sendable {
    private let names: [String: String]

    init(_ reader: Reader, organisation: Int) throws {
        let all = try AccountStore.list(reader, organisation: organisation)
        names = Dictionary(all.map { ($0.id, $0.name) }) { first, _ in first }
    }

    subscript(id: String?) -> String { id.map { names[$0] ?? "An account that is not there" } ?? "The program" }
}
