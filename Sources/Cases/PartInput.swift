import Calendar
import Pages

/// A part as somebody filled it in, with all that is wrong with it.
struct PartInput<P: Part> {
    private(set) var part: P
    private(set) var problems = Problems()

    /// - Parameter old: what the fields that did not come keep.
    init(_ form: FormData, from old: P = P(), today: Day) {
        part = old
        for field in P.fields {
            switch field.box {
            case .line, .words:
                guard form.has(field.name) else { continue }
                let text = form.text(field.name)
                if let problem = Length.problem(text) { problems.add(field.name, problem) }
                field.set(&part, text)
            case .choice:
                if form.has(field.name) { field.set(&part, form.text(field.name)) }
            case .day:
                readDay(field, form, today)
            }
        }
        part.readLists(form, &problems)
        if part == P() && P.kind != .person { problems.add(P.fields[0].name, "Enter something about it") }
    }

    mutating func add(_ problem: String) { problems.add(problem) }

    private mutating func readDay(_ field: PartField<P>, _ form: FormData, _ today: Day) {
        let boxes = DateInput(field.name, from: form)
        guard let read = boxes.read(field.name, field.label, into: &problems) else {
            if boxes.isEmpty { field.set(&part, "") }
            return
        }
        guard let day = Day(year: read.year, month: read.month, day: read.day) else { return }
        if field.identifies == .birth && (day > today || day.year < 1900) {
            problems.add(field.name, "\(field.label) must be after 1900 and not in the future")
        }
        field.set(&part, day.iso)
    }
}

/// A long account is kept whole; a longer one is refused in words and stays in its box.
enum Length {
    static let most = 15_000

    static func problem(_ text: String) -> String? { text.count > most ? "Enter at most 15,000 characters" : nil }
}

extension Form {
    /// What is kept of a part, in the boxes of its form.
    init<P: Part>(part: P) {
        self.init()
        for field in P.fields {
            let value = field.get(part)
            if field.box.isDay {
                guard let day = Day(iso: value) else { continue }
                values["\(field.name)-day"] = ["\(day.day)"]
                values["\(field.name)-month"] = ["\(day.month)"]
                values["\(field.name)-year"] = ["\(day.year)"]
            } else {
                values[field.name] = [value]
            }
        }
        part.fillLists(&self)
    }
}
