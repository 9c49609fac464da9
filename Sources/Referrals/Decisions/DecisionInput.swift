import Calendar
import Pages

/// The facts of one person as somebody filled them in, with all that is wrong with them.
struct DecisionInput: Sendable {
    private(set) var facts: PersonFacts
    private(set) var words: DecisionWords
    private(set) var problems = Problems()

    /// - Parameters:
    ///   - old: the newest decision: what only the single point of contact may change stays as it is for others.
    ///   - mayDecide: the viewer is the single point of contact.
    init(_ form: FormData, old: Decision?, mayDecide: Bool, now: Instant) {
        facts = PersonFacts(age: .notSure, canBeAsked: false, consent: .notAsked)
        words = DecisionWords()
        if let age = PersonFacts.Age(rawValue: form.text("age")) { facts.age = age } else {
            problems.add("age", "Select whether the person is an adult, or “Not sure”")
        }
        switch form.text("can-be-asked") {
        case "yes": facts.canBeAsked = true
        case "no": break
        default: problems.add("can-be-asked", "Select whether the person can be asked")
        }
        if let consent = PersonFacts.Consent(rawValue: form.text("consent")) { facts.consent = consent } else {
            problems.add("consent", "Select what the person answered, or “Not asked yet”")
        }
        facts.nation = PersonFacts.Nation(rawValue: form.text("nation")) ?? .england
        facts.hasCareNeeds = form.has("care-needs")
        facts.referredElsewhere = form.has("elsewhere")
        words.elsewhere = text(form, "elsewhere-words")
        words.reason = text(form, "reason")
        readDecision(form, old, mayDecide)
        readConsent(form, now)
    }

    private mutating func text(_ form: FormData, _ name: String) -> String {
        let text = form.text(name)
        if text.count > SheetLimits.box { problems.add(name, "Enter at most 15,000 characters") }
        return text
    }

    private mutating func readDecision(_ form: FormData, _ old: Decision?, _ mayDecide: Bool) {
        let before = old?.facts.singlePointNotifies ?? false
        facts.singlePointNotifies = form.has("notify")
        let isAsked = !facts.canBeAsked && facts.age == .adult
        if facts.singlePointNotifies != before && isAsked && !mayDecide {
            problems.add("notify", "Only the single point of contact decides whether to notify of somebody who cannot be asked")
        }
        if !isAsked { facts.singlePointNotifies = false }
        if !facts.canBeAsked && facts.consent != .notAsked && facts.age == .adult {
            problems.add("consent", "Somebody who cannot be asked has neither agreed nor declined: select “Not asked yet”")
        }
        if isAsked && facts.consent == .notAsked && words.reason.isEmpty {
            problems.add("reason", "Enter why the person cannot be asked, and what was tried")
        }
        if facts.referredElsewhere && words.elsewhere.isEmpty {
            problems.add("elsewhere-words", "Enter which body has referred, and its reference if you know it")
        }
    }

    private mutating func readConsent(_ form: FormData, _ now: Instant) {
        words.consent.explainedBy = text(form, "explained-by")
        words.consent.interpreter = text(form, "interpreter-words")
        words.consent.interpreterNeeded = ["yes": true, "no": false][form.text("interpreter")]
        words.consent.privacyNoticeGiven = form.has("notice")
        words.consent.explainedAt = MomentInput.read("explained", "Day of the explanation", form, now, into: &problems)
    }
}

/// A day in three boxes and a time in one.
enum MomentInput {
    /// Nil where all is empty, or with what is wrong added to the problems.
    static func read(
        _ name: String, _ label: String, _ form: FormData, _ now: Instant, into problems: inout Problems
    ) -> Instant? {
        guard let day = day(name, label, form, into: &problems) else { return nil }
        let time = form.text("\(name)-time")
        guard let (hour, minute) = clock(time.isEmpty ? "12:00" : time) else {
            problems.add("\(name)-time", "Enter the time as 14:30")
            return nil
        }
        let moment = Instant(day, hour: hour, minute: minute)
        // Somebody who gives only today's day means just now.
        return time.isEmpty && day == now.day ? now : moment
    }

    static func day(_ name: String, _ label: String, _ form: FormData, into problems: inout Problems) -> Day? {
        guard let read = DateInput(name, from: form).read(name, label, into: &problems) else { return nil }
        return Day(year: read.year, month: read.month, day: read.day)
    }

    static func fill(_ form: inout Form, _ name: String, _ moment: Instant?) {
        guard let moment else { return }
        fill(&form, name, moment.day)
        let (hour, minute) = moment.time
        form.values["\(name)-time"] = ["\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"]
    }

    static func fill(_ form: inout Form, _ name: String, _ day: Day) {
        form.values["\(name)-day"] = ["\(day.day)"]
        form.values["\(name)-month"] = ["\(day.month)"]
        form.values["\(name)-year"] = ["\(day.year)"]
    }

    private static func clock(_ text: String) -> (Int, Int)? {
        let parts = text.split(whereSeparator: { $0 == ":" || $0 == "." })
        guard parts.count == 2, let hour = Int(parts[0]), let minute = Int(parts[1]), (0..<24).contains(hour),
            (0..<60).contains(minute)
        else { return nil }
        return (hour, minute)
    }
}

enum SheetLimits {
    /// Characters of a box that is kept beside the sheet.
    static let box = 15_000
    /// Bytes of a form: the longest section, every box full of characters that a browser sends as twelve bytes each.
    static let body = 6 * 1024 * 1024
}
