import Calendar
import Pages

/// Pieces that several of the plan's pages share: values in, HTML out.
enum PlanParts {
    /// A judgement on the level strip, by the scale's key.
    static func mark(_ level: String, _ date: LevelDate, _ scale: Scale) -> Mark {
        let step = scale.step(level)
        let shown: String? =
            switch date.value {
            case .none: date.words.isEmpty ? nil : date.words
            case .month(let month): month.short
            case .day(let day): day.short
            }
        return Mark(step?.word ?? level, step?.tone ?? .grey, step?.shape ?? .ring, date: shown)
    }

    static func strip(_ levels: [Level], _ scale: Scale, target: String?, limit: Int = 4) -> HTML {
        let goal = target.flatMap { scale.step($0) } ?? scale.best
        let reached = levels.last?.level == goal?.key
        return levelStrip(
            levels.map { mark($0.level, $0.date, scale) },
            target: reached ? nil : goal.map { Mark($0.word, $0.tone, $0.shape) }, limit: limit)
    }

    /// Levels one under the other, oldest first, as a council's table has them.
    static func marks(_ levels: [(level: String, date: LevelDate)], _ scale: Scale) -> HTML {
        guard !levels.isEmpty else { return "Not rated" }
        return """
            <ul class="gv-strip-down">\(each: levels, { level in
                let mark = mark(level.level, level.date, scale)
                return "<li>\(tag(mark.word, mark.tone, mark.shape)) \(mark.date)</li>"
            })</ul>
            """
    }

    static func status(_ status: ActionStatus) -> HTML { tag(status.word, status.tone, status.shape) }

    /// The deadline as written, the real date where it says something else, and how it stands on a day.
    static func deadline(_ action: Action, on today: Day) -> HTML {
        let words: String =
            switch (action.status, action.deadline.kind) {
            case (.kept, _): action.checkAgainOn.map { "Check again \($0.short)" } ?? "Check again: no day set"
            case (_, .notSet): "Not set"
            default: action.deadline.words
            }
        let date = action.status == .kept ? nil : action.deadline.day
        let written = date.map { $0.short }
        let isPlain = date.map { UKDate.parse(action.deadline.words) == .day($0) } ?? false
        let rule = action.rhythm?.words ?? action.deadline.repeats?.words
        let state = state(action, on: today)
        let text: HTML =
            if let rhythm = action.rhythm, let written {
                // The day was not read in the words: it is the next of those that come round.
                deadlineText(
                    (isPlain || action.deadline.kind == .notSet ? "" : "\(words): ") + "\(rhythm.nextWord) \(written)",
                    state: state)
            } else {
                deadlineText(isPlain ? written ?? words : words, date: isPlain ? nil : written, state: state)
            }
        return """
            \(text)\
            \(with: rule, { " <span class=\"gv-muted\">(\($0))</span>" })\
            \(if: !action.waitingOn.isEmpty && action.waitingOn != action.deadline.words, "<br><span class=\"gv-muted\">Waiting on: \(action.waitingOn)</span>")
            """
    }

    private static func state(_ action: Action, on today: Day) -> (word: String, tone: Tone)? {
        guard action.status.isOwed else { return nil }
        if !action.waitingOn.isEmpty { return ("Waiting on others", .grey) }
        guard let due = action.nextDay else {
            return action.status.isOpen && action.deadline.kind == .date ? ("No real date", .amber) : nil
        }
        let days = today.days(to: due)
        if days < 0 { return ("Overdue by \(Self.days(-days))", .red) }
        if days == 0 { return ("Due today", .amber) }
        return days <= 14 ? ("Due in \(Self.days(days))", .amber) : nil
    }

    static func days(_ count: Int) -> String { count == 1 ? "1 day" : "\(grouped(count)) days" }
    static func count(_ number: Int, _ noun: String) -> String { "\(grouped(number)) \(noun)\(number == 1 ? "" : "s")" }

    /// Posts by their abbreviation, the accountable one first and told so; the full title for screen readers and print.
    static func leads(_ leads: [Lead], words: String, full: Bool = false) -> HTML {
        guard !leads.isEmpty else {
            return words.isEmpty ? "<span class=\"gv-muted\">Nobody yet</span>" : "\(words)"
        }
        return """
            \(each: Array(leads.enumerated()), { index, lead in
                "\(if: index > 0, ", ")\(leadName(lead, full: full))"
            })
            """
    }

    private static func leadName(_ lead: Lead, full: Bool) -> HTML {
        let name: HTML = full || lead.abbreviation.isEmpty
            ? "\(full ? lead.fullName : lead.shortName)" : "<abbr title=\"\(lead.title)\">\(lead.abbreviation)</abbr>"
        return lead.isAccountable ? "<strong>\(name)</strong>" : name
    }

    /// Lines of a text as paragraphs.
    static func paragraphs(_ text: String) -> HTML {
        "\(each: text.split(separator: "\n").map(String.init), { "<p>\($0)</p>" })"
    }

    static func steps(_ steps: [Step]) -> HTML {
        guard !steps.isEmpty else { return HTML() }
        return """
            <ul class="gv-steps">\(each: steps, { step in
                """
                <li\(class: step.depth > 1 ? "gv-deep" : nil)>\(if: !step.label.isEmpty, "\(step.label) ")\(step.title)\
                \(if: !step.posts.isEmpty, " <span class=\"gv-muted\">(\(step.posts))</span>")\
                \(with: step.doneOn, { " <span class=\"gv-muted\">done \($0.short)</span>" })</li>
                """
            })</ul>
            """
    }

    /// What a moment's change looks like in a line: "Status: On track, now Done".
    static func change(_ change: Change, scale: Scale?) -> HTML {
        let shown: (String) -> String = { words in
            if change.field == "level" { return scale?.step(words)?.word ?? (words.isEmpty ? "not rated" : words) }
            return ActionFields.shown(change.field, words)
        }
        let field = change.field.prefix(1).uppercased() + change.field.dropFirst()
        return "\(field): <del>\(shown(change.before))</del> <ins>\(shown(change.after))</ins>"
    }
}
