import Accounts
import Calendar
import Database
import Log

/// Writes what an import brings, each row with its batch: the statements, and nothing that decides.
struct BringRows {
    let write: Write
    let batch: String
    let plan: String
    let draft: ImportDraft
    let choices: ImportChoices
    private var organisation: Int { write.organisation }

    // MARK: The plan's own rows

    func insertPlan() throws {
        let legend = draft.plan.legend.map { "\($0.abbreviation)\t\($0.title)" }.joined(separator: "\n")
        try write.sql.execute("""
            INSERT INTO plan (organisation, id, title, introduction, scale, legend, batch, created_at)
            VALUES (\(organisation), \(plan), \(draft.title), \(draft.plan.introduction.joined(separator: "\n\n")),
                \(draft.scale.id), \(legend), \(batch), \(write.now.milliseconds))
            """)
    }

    func insert(_ theme: ImportedPlan.Theme, position: Int) throws -> String {
        let id = write.newID()
        try write.sql.execute("""
            INSERT INTO theme (organisation, id, plan, position, reference, title, purpose, batch, created_at)
            VALUES (\(organisation), \(id), \(plan), \(position), \(theme.reference), \(theme.title), \(theme.purpose),
                \(batch), \(write.now.milliseconds))
            """)
        return id
    }

    /// With the notes that the file gives to the objective itself.
    func insert(_ objective: ImportedPlan.Objective, theme: String?, position: Int) throws -> String {
        let id = write.newID()
        try write.sql.execute("""
            INSERT INTO objective (organisation, id, plan, theme, position, reference, title, improvement, outcome, target,
                version, batch, created_at)
            VALUES (\(organisation), \(id), \(plan), \(theme), \(position), \(objective.reference), \(objective.text),
                \(objective.improvement), \(objective.outcome), NULL, 1, \(batch), \(write.now.milliseconds))
            """)
        try insertNotes(objective.notes, subject: id)
        return id
    }

    func insert(_ level: ImportedPlan.Level, objective: String, position: Int) throws {
        let judgement = PlanStore.Judgement(
            level: level.level, date: level.date, why: Self.furtherWords(level, draft.scale), evidence: "", suggestion: nil)
        try PlanStore.insertLevel(judgement, objective: objective, position: position, batch: batch, write)
    }

    /// The level's words as written, where they say more than the level and its date.
    private static func furtherWords(_ level: ImportedPlan.Level, _ scale: Scale) -> String {
        var known = WordBag()
        known.add(wordsOf: level.date.words)
        for words in LevelWords(scale).levels where words.key == level.level {
            for word in words.words + [words.key] { known.add(wordsOf: word) }
        }
        return Words.of(level.words).allSatisfy { known.counts[$0] != nil } ? "" : level.words
    }

    /// With its steps, leads and notes.
    func insert(
        _ action: ImportedPlan.Action, theme: String?, objective: String?, posts: [String], steps: [ImportedPlan.Step],
        position: Int
    ) throws -> String {
        let id = write.newID()
        let status = status(of: action)
        let deadline = deadline(of: action)
        try write.sql.execute("""
            INSERT INTO action (organisation, id, plan, theme, objective, position, reference, title, outcome, lead_words,
                status, deadline_words, deadline_kind, deadline_day, deadline_repeats, waiting_on, check_again_on, owed, due,
                version, batch, created_at, updated_at)
            VALUES (\(organisation), \(id), \(plan), \(theme), \(objective), \(position), \(action.reference),
                \(action.text), \(action.outcome), \(action.lead), \(status.rawValue), \(deadline.words),
                \(deadline.kind.rawValue), \(deadline.day?.iso), \(deadline.repeats?.code),
                \(deadline.kind == .waitingOn ? deadline.words : ""), NULL, \(status.isOwed),
                \(Due.stored(status, deadline, nil)), 1, \(batch), \(write.now.milliseconds), \(write.now.milliseconds))
            """)
        try PlanStore.insert(BringFields.leads(posts), of: id, write)
        for (position, step) in steps.enumerated() { try insert(step, action: id, position: position) }
        try insertNotes(action.notes, subject: id)
        return id
    }

    func status(of action: ImportedPlan.Action) -> ActionStatus {
        choices.statuses ? draft.statuses[action.id]?.status ?? .notStarted : .notStarted
    }

    /// The words as written, with the proposed day beside them where the person took it.
    func deadline(of action: ImportedPlan.Action) -> Deadline {
        var deadline = action.deadline
        if let day = action.proposal, choices.dates.contains(action.id) { deadline.day = day }
        return deadline
    }

    func insert(_ step: ImportedPlan.Step, action: String, position: Int) throws {
        let names = step.posts.map { post in
            let post = draft.plan.posts[post]
            return post.abbreviation.isEmpty ? post.title : post.abbreviation
        }
        try write.sql.execute("""
            INSERT INTO step (organisation, id, action, position, label, title, depth, posts, batch)
            VALUES (\(organisation), \(write.newID()), \(action), \(position), \(step.label), \(step.text), \(step.depth),
                \(names.joined(separator: "/")), \(batch))
            """)
    }

    /// Notes are read newest first; those of one cell were written at one moment and keep the order that they have there.
    func insertNotes(_ notes: [String], subject: String) throws {
        for (place, words) in notes.enumerated() {
            let order = UInt64(max(0, 0xFFF - place))
            let id = Identifier.make(
                milliseconds: write.now.milliseconds,
                random: (order >> 8 | (order & 0xFF) << 8, .random(in: 0 ... .max)))
            try write.sql.execute("""
                INSERT INTO note (organisation, id, subject, kind, words, status, account, batch, made_at)
                VALUES (\(organisation), \(id), \(subject), \(Note.Kind.imported.rawValue), \(words), NULL,
                    \(write.actor.account), \(batch), \(write.now.milliseconds))
                """)
        }
    }

    /// The posts' identifiers, added where nobody named them yet. A post without a title goes by its abbreviation.
    func posts(_ posts: [ImportedPlan.Post]) throws -> [String] {
        try PostStore.find(posts.map { ($0.abbreviation, $0.title.isEmpty ? $0.abbreviation : $0.title) }, orAddIn: write)
    }

    // MARK: Places among what is there

    func nextTheme() throws -> Int {
        try write.reader.count(
            "SELECT MAX(position) + 1 FROM theme WHERE organisation = \(organisation) AND plan = \(plan)")
    }

    func nextObjective() throws -> Int {
        try write.reader.count(
            "SELECT MAX(position) + 1 FROM objective WHERE organisation = \(organisation) AND plan = \(plan)")
    }

    func nextAction() throws -> Int {
        try write.reader.count(
            "SELECT MAX(position) + 1 FROM action WHERE organisation = \(organisation) AND plan = \(plan)")
    }

    func nextStep(of action: String) throws -> Int {
        try write.reader.count(
            "SELECT MAX(position) + 1 FROM step WHERE organisation = \(organisation) AND action = \(action)")
    }

    /// Makes room for a level that was judged before others which are there already.
    func moveLevels(of objective: String, from position: Int) throws {
        try write.sql.execute("""
            UPDATE level
            SET position = position + 1
            WHERE organisation = \(organisation) AND objective = \(objective) AND position >= \(position)
            """)
    }

    func levelPositions(of objective: String) throws -> [(position: Int, date: LevelDate)] {
        try write.reader.rows("""
            SELECT position, judged_on
            FROM level
            WHERE organisation = \(organisation) AND objective = \(objective)
            ORDER BY position, id
            """) { (try $0.int(0), LevelDate(iso: $0.textOrNil(1), words: "")) }
    }
}
