@testable import Plans

/// Plans of any shape, with words as people and programs leave them in cells; the same for the same seed.
struct GeneratedPlan {
    private var numbers: CountedNumbers
    private var count = 0

    init(seed: Int) { numbers = CountedNumbers(state: UInt64(seed) &* 15_485_863 &+ 7) }

    static let words = [
        "the", "policy", "Ashford", "board", "référence", "e\u{301}tude", "a\u{308}ndern", "شورى", "المجلس", "הנהלה",
        "agreed", "=SUM(A1)", "+44", "-5%", "@home", "\"quoted\"", "'single'", "a|b", "a\tb", "2.5", "<b>bold</b>",
        "&amp;", "§3", "• bullet", "◦", "tail;", "_x0041_", "#hash", "{brace}", "50%", "C:\\path", "👩‍👧", "ﷺ", "\u{202B}rtl\u{202C}",
        "Amber", "review", "ongoing", "training", "March 2027", "N/A", "to be revised", "Complete 24/03/17",
    ]
    static let starts = ["=1+1", "+plus", "-dash", "- item", "@at", "'=quoted", "small", "Capital", "(a bracket", "–", "3 things", "ALL CAPITALS"]
    static let deadlines = [
        "31/03/18", "31/09/17", "Ongoing", "N/A", "Results of the national pilot delayed by Government", "12 October 2018",
        "Twice a year", "By the board's next meeting, and not later than what the Cabinet says about it in public", "",
    ]
    static let frames = [
        "This work will always be ongoing.", "Staff know the procedure. The page holds all that is required.",
        "August 2018\n2 October 2018\n24 October 2018", "Completed. The panel meets twice a year.", "Ongoing", "",
    ]
    static let posts = [
        PlanDocument.Post(abbreviation: "HSSC", title: "Head of Safe and Stronger Communities"),
        PlanDocument.Post(abbreviation: "CSPO", title: "Community Safety Project Officer"),
        PlanDocument.Post(abbreviation: "", title: "Policy & Community Engagement Manager"),
        PlanDocument.Post(abbreviation: "", title: "Head of Housing, Planning Officer"),
        PlanDocument.Post(abbreviation: "", title: "רכזת בטיחות"),
        PlanDocument.Post(abbreviation: "ZZQ", title: ""),
    ]

    private mutating func chance(_ share: Double) -> Bool { Double.random(in: 0..<1, using: &numbers) < share }
    private mutating func one<T>(_ list: [T]) -> T { list[Int.random(in: 0..<list.count, using: &numbers)] }

    private mutating func phrase(_ most: Int = 9) -> String {
        (0..<Int.random(in: 1...most, using: &numbers)).map { _ in one(Self.words) }.joined(separator: " ")
    }

    /// Told apart from every other by its number, as a plan's objectives are by their words.
    private mutating func title() -> String {
        count += 1
        let start = chance(0.4) ? one(Self.starts) : one(["Clear", "clear", "وضوح", "Échange"])
        return "\(start) \(phrase()) no\(count)"
    }

    private mutating func text(_ lines: Int = 3) -> String {
        count += 1
        return (0..<Int.random(in: 1...lines, using: &numbers)).map { line in
            (chance(0.3) ? one(Self.starts) + " " : "") + phrase() + " n\(count).\(line)"
        }.joined(separator: "\n")
    }

    mutating func note() -> String {
        guard chance(0.03) else { return text() }
        var long = ""
        while long.unicodeScalars.count < 10_000 { long += phrase(20) + (chance(0.1) ? "\n" : " ") }
        return String(String.UnicodeScalarView(long.unicodeScalars.prefix(10_000))) + "end"
    }

    mutating func plan(asFrames: Bool) -> PlanDocument {
        let scale = chance(0.8) ? Scale.redAmberGreen : .fourLevels
        var plan = PlanDocument(title: "Our \(chance(0.5) ? "plan" : "work") for \(phrase()) no0", scale: scale)
        if chance(0.7) { plan.introduction = (0..<Int.random(in: 1...3, using: &numbers)).map { _ in text(1) } }
        plan.legend = chance(0.5) ? [PlanDocument.Post(abbreviation: "SOCDP", title: "Serious Crime Panel")] : []
        let shape = Int.random(in: 0..<4, using: &numbers)
        if shape == 0 { plan.themes.append(fill(.init(), scale, asFrames)) }
        for number in 1...Int.random(in: 1...3, using: &numbers) where shape > 0 || chance(0.5) {
            count += 1
            var theme = PlanDocument.Theme(reference: chance(0.6) ? "\(number)" : "", title: "\(one(["Leadership", "شورى", "Training"])) \(phrase(4)) t\(count)")
            if chance(0.5) { theme.purpose = "\(one(["To", "to", "=", "Everybody"])) \(phrase()) p\(count)" }
            plan.themes.append(fill(theme, scale, asFrames))
        }
        return plan
    }

    private mutating func fill(_ theme: PlanDocument.Theme, _ scale: Scale, _ asFrames: Bool) -> PlanDocument.Theme {
        var theme = theme
        if theme.isNone || chance(0.4) { theme.actions = (0..<Int.random(in: 1...4, using: &numbers)).map { _ in action(asFrames) } }
        guard chance(0.8) else { return theme }
        theme.objectives = (0..<Int.random(in: 0...3, using: &numbers)).map { _ in objective(scale, asFrames) }
        return theme
    }

    private mutating func objective(_ scale: Scale, _ asFrames: Bool) -> PlanDocument.Objective {
        var objective = PlanDocument.Objective(text: title())
        if chance(0.2) { objective.reference = "\(count).1" }
        for _ in 0..<Int.random(in: 0...3, using: &numbers) {
            let date = one([
                LevelDate.none, LevelDate(iso: "2017-03", words: "03/17"), LevelDate(iso: "2026-11-22", words: "22 11 2026"),
                LevelDate(iso: "2017-06", words: "June 2017"),
            ])
            objective.levels.append(.init(key: one(scale.steps).key, date: date))
        }
        if chance(0.6) { objective.improvement = text() }
        if chance(0.2) { objective.outcome = text() }
        if chance(0.2) { objective.notes = (0..<Int.random(in: 1...3, using: &numbers)).map { _ in note() } }
        objective.actions = (0..<Int.random(in: 0...4, using: &numbers)).map { _ in action(asFrames) }
        return objective
    }

    private mutating func action(_ asFrames: Bool) -> PlanDocument.Action {
        var action = PlanDocument.Action(text: chance(0.7) ? title() : text())
        if chance(0.2) { action.reference = "A\(count)" }
        if chance(0.3) {
            let isLettered = chance(0.5)
            action.steps = (0..<Int.random(in: 2...4, using: &numbers)).map { place in
                let label = isLettered ? String(UnicodeScalar(UInt8(0x61 + place))) + ")" : ""
                return .init(label: label, text: title(), depth: !isLettered && place > 0 && chance(0.3) ? 2 : 1)
            }
            if isLettered { action.text = PlanWords.line(action.text) }
        }
        for _ in 0..<Int.random(in: 0...3, using: &numbers) {
            let post = one(Self.posts)
            if !action.posts.contains(post) { action.posts.append(post) }
        }
        action.deadline = one(asFrames ? Self.frames : Self.deadlines)
        if chance(0.2) { action.outcome = text() }
        if chance(0.6) { action.notes = (0..<Int.random(in: 1...4, using: &numbers)).map { _ in note() } }
        return action
    }
}
