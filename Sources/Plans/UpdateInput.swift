import Calendar
import Pages

/// What a person says of an action, on its own page or in a line of the update page: decoded, all errors at once.
struct UpdateInput: Sendable {
    var version: Int
    var form: String
    var update: PlanStore.Update
    var problems = Problems()

    /// What the button of somebody who did it this time says.
    static let doneThisTime = "this-time"

    /// - Parameter present: the action now; a deadline box that still holds its words changes nothing.
    init(_ data: FormData, present: Action) {
        version = Int(data.text("version")) ?? 0
        form = data.text("form")
        let noChange = data.text("press") == "nochange"
        let status = ActionStatus(rawValue: data.text("status")) ?? present.status
        update = PlanStore.Update(
            note: data.text("note"), status: status, deadline: nil, waitingOn: data.text("waiting"),
            checkAgainOn: present.checkAgainOn, noChange: noChange)
        guard !noChange else { return }
        if data.text("press") == Self.doneThisTime, present.rhythm != nil { readDone(status, present) }
        readDeadline(data, present)
        if !update.doneThisTime { readCheckDay(data, status) }
        let needsWhy = !update.doneThisTime && status != present.status && [.atRisk, .late, .stopped].contains(status)
        if needsWhy && update.note.isEmpty {
            problems.add("note", "Enter a note that says why it is \(status.word.lowercased())")
        }
        if update.note.count > 15_000 { problems.add("note", "Enter a note of at most 15,000 characters") }
    }

    /// Being done this time ends nothing: the action stays open for the next.
    private mutating func readDone(_ status: ActionStatus, _ present: Action) {
        update.doneThisTime = true
        let staysOpen = present.status == .kept ? status == .kept : status.isOpen
        if !staysOpen { update.status = present.status }
    }

    private mutating func readDeadline(_ data: FormData, _ present: Action) {
        guard data.has("deadline") else { return }
        let words = data.text("deadline")
        guard words != present.deadline.words else { return }
        let read = Deadline.read(words)
        if read.deadline.kind == .date, read.deadline.day == nil, let proposal = read.proposal {
            problems.add("deadline", "\(words) is not a whole, real date. Enter \(proposal.long) if that is what you mean")
        } else {
            update.deadline = read.deadline
            if read.deadline.kind == .waitingOn && update.waitingOn.isEmpty { update.waitingOn = words }
        }
    }

    private mutating func readCheckDay(_ data: FormData, _ status: ActionStatus) {
        guard status == .kept, data.has("check") else { return }
        let words = data.text("check")
        if let day = Day(iso: words) {
            update.checkAgainOn = day
        } else if case .day(let day)? = UKDate.parse(words) {
            update.checkAgainOn = day
        } else {
            problems.add("check", "Enter the day on which to check again, such as 27 3 2027")
        }
    }
}
