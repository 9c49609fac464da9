import Accounts
import Calendar
import Cases
import Database
import HTTPTypes
import Log
import Pages

/// Routes of the sheet: its list of sections, each section, and the paper.
struct SheetPages: Sendable {
    let desk: ReferralDesk

    var routes: [Route] {
        [
            .recordedPage(ReferralsURL.sheet(.pattern), ReferralsPages.policy) { ask, viewer in
                try await desk.page(ask, viewer, at: "the sheet") { visit, work in
                    guard let sheet = work.sheet, let decision = work.decision else {
                        return SheetViews.home(work, SheetViews.begin(ask.newForm))
                    }
                    let ready = try await desk.readiness(visit, sheet, decision, ask)
                    return SheetViews.home(work, SheetViews.begin(ask.newForm), ready: ready)
                }
            },
            .action(ReferralsURL.sheet(.pattern), ReferralsPages.policy) { ask, viewer in
                try await desk.action(ask, viewer) { visit, whom in
                    let pressed = try await desk.store.once(ask, visit) { write in
                        try SheetStore.begin(whom, visit.keys, in: write)
                        return ReferralsURL.sheet(whom)
                    }
                    return .redirect(pressed.location)
                }
            },
            .recordedPage(ReferralsURL.section(.pattern, "{section}"), ReferralsPages.policy) { ask, viewer in
                let part = try section(ask)
                return try await desk.sheetPage(ask, viewer, at: "the sheet: \(part.title)") { _, work, sheet, _ in
                    show(work, sheet, part, ask)
                }
            },
            .action(
                ReferralsURL.section(.pattern, "{section}"), ReferralsPages.policy, bodyLimit: SheetLimits.body
            ) { ask, viewer in
                let part = try section(ask)
                return try await desk.action(ask, viewer) { visit, whom in try await save(ask, visit, whom, part) }
            },
            .recordedPage(ReferralsURL.print(.pattern), ReferralsPages.policy) { ask, viewer in
                try await desk.sheetPage(ask, viewer, at: "the sheet on paper") { _, work, sheet, _ in
                    PrintViews.page(work, sheet, blank: ask.query.has("blank"), now: ask.now)
                }
            },
        ]
    }

    private func section(_ ask: Ask) throws -> FormDefinition.Section {
        let part = FormDefinition.newest.sections.first { $0.key == ask.parameter("section") }
        guard let part else { throw Refusal.notFound }
        return part
    }

    private func show(_ work: PersonWork, _ sheet: Sheet, _ part: FormDefinition.Section, _ ask: Ask) -> Page {
        let questions = work.questions(part.key)
        let version = sheet.contents.sections[part.key] ?? 0
        var form = SectionInput.form(sheet, questions)
        form.values["form"] = [ask.newForm]
        form.values["version"] = ["\(version)"]
        // A section that nobody has saved is not told what is wrong with it.
        if version > 0 { form.problems = Self.problems(sheet, part, ask.today) }
        return SheetViews.sectionPage(
            work.file, work.whom, part, questions, form, suggestions: work.suggestions,
            toConfirm: sheet.contents.answers.toConfirm, fixed: Self.fixed(sheet, part))
    }

    static func problems(_ sheet: Sheet, _ part: FormDefinition.Section, _ today: Day) -> Problems {
        var problems = Problems()
        for problem in FormDefinition.newest.problems(sheet.working, today: today) where problem.section == part.title {
            problems.add(problem.field, problem.words)
        }
        return problems
    }

    private static func fixed(_ sheet: Sheet, _ part: FormDefinition.Section) -> [(String, String)] {
        FormDefinition.newest.questions(sheet.working).filter { $0.section == part.key && $0.isFixed }.map { question in
            (question.label, sheet.working[question.field].map(FormDefinition.newest.shown) ?? "Not known yet")
        }
    }

    /// Saves everything that came, then shows what is wrong with it, or what the answers lead to, or the list.
    private func save(
        _ ask: Ask, _ visit: CaseVisit, _ whom: Whom, _ part: FormDefinition.Section
    ) async throws -> Answer {
        let asked = Set(ask.form.text("fields").split(separator: ",").map(String.init))
        let questions = Self.distinct(FormDefinition.newest.questions.filter {
            $0.section == part.key && !$0.isFixed && asked.contains($0.field)
        })
        let words = SectionInput.words(ask.form, questions)
        do {
            let pressed = try await desk.store.once(ask, visit) { write in
                let saved = SectionAnswers(section: part.key, version: Int(ask.form.text("version")) ?? 0, words: words)
                try SheetStore.answer([saved], whom, visit.keys, in: write)
                let sheet = try SheetStore.sheet(whom, visit.keys, in: write)
                let now = FormDefinition.newest.questions(sheet.working).filter { $0.section == part.key && !$0.isFixed }
                let isMore = now.contains { !asked.contains($0.field) }
                let isWrong = !Self.problems(sheet, part, write.now.day).isEmpty
                return isMore || isWrong ? ReferralsURL.section(whom, part.key) : ReferralsURL.sheet(whom)
            }
            return .redirect(pressed.location)
        } catch ReferralProblem.changedMeanwhile {
            return .page(try await both(ask, visit, whom, part, questions, words), status: 409)
        }
    }

    private func both(
        _ ask: Ask, _ visit: CaseVisit, _ whom: Whom, _ part: FormDefinition.Section, _ questions: [Question],
        _ words: [(field: String, words: [String])]
    ) async throws -> Page {
        var form = desk.stale(ask)
        guard let work = try await desk.look(visit, whom, at: "both versions"), let sheet = work.sheet else {
            return SheetViews.sectionPage(visit.file, whom, part, questions, form)
        }
        form.values["version"] = ["\(sheet.contents.sections[part.key] ?? 0)"]
        let differences = zip(questions, words).compactMap { question, typed -> Difference? in
            let saved = sheet.contents.answers.written[question.field] ?? []
            guard saved != typed.words else { return nil }
            let shown = { (words: [String]) in words.map(FormDefinition.newest.shown).joined(separator: ", ") }
            return Difference(question.label, old: shown(saved), new: shown(typed.words))
        }
        return SheetViews.sectionPage(
            work.file, whom, part, questions, form, suggestions: work.suggestions,
            toConfirm: sheet.contents.answers.toConfirm, meanwhile: differences)
    }

    /// Each field once: two questions may share one where no sheet shows both.
    private static func distinct(_ questions: [Question]) -> [Question] {
        var seen: Set<String> = []
        return questions.filter { seen.insert($0.field).inserted }
    }
}
