import Calendar

/// What can be said only when the whole document has been read: posts through the legend, steps, deadlines.
extension PlanReader {
    mutating func finish() {
        var posts = PostBook(legend: plan.legend)
        let leads = LeadReading(legend: plan.legend)
        for id in plan.actions.indices {
            let draft = drafts[id]
            let steps = finishText(id, draft)
            finishLead(id, draft, steps, leads, &posts)
            finishDeadline(id, draft)
        }
        plan.posts = posts.posts
        for place in plan.legend.indices {
            plan.legend[place].post = posts.id(ofAbbreviation: plan.legend[place].abbreviation)
        }
        if plan.actions.isEmpty, plan.objectives.isEmpty {
            note(nil, nil, "No objective and no action was found. Check the file, and what its columns hold.")
        }
    }

    private mutating func finishText(_ id: Int, _ draft: ActionDraft) -> Range<Int> {
        let read = StepReading.read(draft.lines)
        let first = plan.steps.count
        for step in read.steps {
            plan.steps.append(
                .init(
                    id: plan.steps.count, action: id, label: step.label, text: step.text, depth: min(step.depth, 2),
                    posts: [],
                    row: draft.row))
        }
        plan.actions[id].text = read.text
        if read.text.isEmpty, let named = read.steps.first {
            plan.actions[id].text = named.text
            if read.steps.count > 1 {
                note(
                    draft.row, draft.column,
                    "This cell holds only bullets. They are the steps; the action is named after the first of them.")
            } else {
                plan.steps.removeLast()
            }
        }
        return first..<plan.steps.count
    }

    private mutating func finishLead(
        _ id: Int, _ draft: ActionDraft, _ steps: Range<Int>, _ leads: LeadReading, _ posts: inout PostBook
    ) {
        plan.actions[id].lead = CellLine.joined(draft.lead)
        let read = leads.posts(in: draft.lead)
        let ids = read.names.map { name in
            let (post, isUnknownCode) = posts.post(named: name)
            if isUnknownCode {
                note(
                    draft.row, draft.leadColumn, "\u{201C}\(name)\u{201D} is not in the legend. What does it stand for?"
                )
            }
            return post
        }
        for post in ids where !plan.actions[id].posts.contains(post) { plan.actions[id].posts.append(post) }
        if read.isList, ids.count == steps.count, ids.count > 1 {
            for (step, post) in zip(steps, ids) { plan.steps[step].posts = [post] }
        }
    }

    private mutating func finishDeadline(_ id: Int, _ draft: ActionDraft) {
        var reading: DeadlineReading
        if draft.isTimeframe {
            let read = TimeframeReading.read(draft.deadline)
            reading = read.reading
            plan.actions[id].parts = read.parts
            if !read.outcome.isEmpty { plan.actions[id].outcome.addLine(read.outcome) }
            plan.actions[id].notes += read.notes
        } else {
            reading = Deadline.read(CellLine.joined(draft.deadline, by: " "))
        }
        plan.actions[id].deadline = reading.deadline
        plan.actions[id].proposal = reading.proposal
        plan.actions[id].why = reading.why
        if let why = reading.why { note(draft.deadlineRow ?? draft.row, draft.deadlineColumn, why) }
    }
}

/// The posts named so far, each once.
private struct PostBook {
    private(set) var posts: [ImportedPlan.Post] = []
    private var byKey: [String: Int] = [:]
    private let titles: [String: (abbreviation: String, title: String)]
    private let hasLegend: Bool

    init(legend: [ImportedPlan.LegendEntry]) {
        var titles: [String: (abbreviation: String, title: String)] = [:]
        for entry in legend { titles[entry.abbreviation.uppercased()] = (entry.abbreviation, entry.title) }
        self.titles = titles
        hasLegend = !legend.isEmpty
    }

    /// The post of a name as written: an abbreviation through the legend, or a title in full.
    mutating func post(named name: String) -> (id: Int, isUnknownCode: Bool) {
        if let known = titles[name.uppercased()] { return (keep(known.abbreviation, known.title), false) }
        let isCode = Letters.isCode(name)
        let count = posts.count
        let id = isCode ? keep(name, "") : keep("", name)
        return (id, isCode && hasLegend && posts.count > count)
    }

    func id(ofAbbreviation abbreviation: String) -> Int? {
        titles[abbreviation.uppercased()].flatMap { byKey[Words.key($0.title)] }
    }

    private mutating func keep(_ abbreviation: String, _ title: String) -> Int {
        let key = Words.key(title.isEmpty ? abbreviation : title)
        if let id = byKey[key] { return id }
        posts.append(.init(id: posts.count, abbreviation: abbreviation, title: title))
        byKey[key] = posts.count - 1
        return posts.count - 1
    }
}
