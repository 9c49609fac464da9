import Accounts
import Calendar
import Cases
import Database
import Log
import NeedToKnow

/// The recorded writes over decisions and sheets. Everything runs inside one change, so what a rule looked at is what it
/// decides on.
struct SheetStore: Sendable {
    let recorder: Recorder

    /// One press of a form about one person of a case.
    func once(
        _ ask: Ask, _ visit: CaseVisit, _ change: @escaping @Sendable (Write) throws -> String
    ) async throws -> Pressed {
        try await recorder.recordOnce(.caseWrite, ask.formToken, by: visit.viewer.actor, change)
    }

    // MARK: Decisions

    /// Keeps a decision, and lets the sheet follow it: what the form asks after age or consent is asked again.
    static func decide(
        _ facts: PersonFacts, _ words: DecisionWords, after version: Int, _ whom: Whom, _ keys: CaseKeys, in write: Write
    ) throws {
        let old = try DecisionReads.newest(write.reader, keys, whom.person)
        guard old?.version ?? 0 == version else { throw ReferralProblem.changedMeanwhile }
        let decision = PathRules.decide(facts)
        let id = write.newID()
        let sealed = try keys.seal(words, table: "referral_decision", row: id)
        try write.sql.execute("""
            INSERT INTO referral_decision (organisation, id, case_id, person, version, path, age, consent, nation,
                can_be_asked, care_needs, referred_elsewhere, single_point_notifies, guidance, sealed, made_at, made_by)
            VALUES (\(write.organisation), \(id), \(whom.caseFile), \(whom.person), \(version + 1), \(decision.path.rawValue),
                \(facts.age.rawValue), \(facts.consent.rawValue), \(facts.nation.rawValue), \(facts.canBeAsked),
                \(facts.hasCareNeeds), \(facts.referredElsewhere), \(facts.singlePointNotifies), \(decision.guidanceWords),
                \(sealed), \(write.now.milliseconds), \(write.actor.account))
            """)
        keys.trace(
            "decided the lawful path", before: version, after: version + 1,
            fields: changed(from: old, facts, words) + [decision.path.title], in: write)
        try CaseEvents.add(
            .event, about: "person/\(whom.person)", words: EventWords("The lawful path: \(decision.path.title)"), keys, in: write)
        if let sheet = try SheetReads.newest(write.reader, keys, whom.person), sheet.state.isEditable {
            try follow(facts, decision.path, sheet, keys, in: write)
        }
    }

    /// Names of what differs, never the values.
    private static func changed(from old: Decision?, _ facts: PersonFacts, _ words: DecisionWords) -> [String] {
        guard let old else { return [] }
        let pairs: [(String, Bool)] = [
            ("age", old.facts.age == facts.age), ("can be asked", old.facts.canBeAsked == facts.canBeAsked),
            ("consent", old.facts.consent == facts.consent), ("nation", old.facts.nation == facts.nation),
            ("care needs", old.facts.hasCareNeeds == facts.hasCareNeeds),
            ("referred elsewhere", old.facts.referredElsewhere == facts.referredElsewhere),
            ("single point notifies", old.facts.singlePointNotifies == facts.singlePointNotifies),
            ("how consent came about", old.words.consent == words.consent), ("reason", old.words.reason == words.reason),
        ]
        return pairs.filter { !$0.1 }.map(\.0)
    }

    private static func follow(
        _ facts: PersonFacts, _ path: LawfulPath, _ sheet: Sheet, _ keys: CaseKeys, in write: Write
    ) throws {
        var next = sheet
        next.path = path
        next.contents.answers = following(facts, sheet.contents.answers)
        guard next.path != sheet.path || next.contents.answers != sheet.contents.answers else { return }
        for section in FormDefinition.newest.sections { next.contents.sections[section.key, default: 0] += 1 }
        try reopen(&next, in: write)
        try save(next, keys, in: write)
        keys.trace("asked later answers of a sheet again", before: sheet.version, after: sheet.version + 1, in: write)
    }

    /// The answers after the facts gave theirs, in national order.
    static func following(_ facts: PersonFacts, _ answers: Answers) -> Answers {
        guard let words = PathRules.sheetWords(facts) else { return answers }
        return FormDefinition.newest.questions.reduce(answers) { answers, question in
            guard let word = words[question.field], answers.counted(question.field) != [word] else { return answers }
            return FormDefinition.newest.answered(question.field, [word], in: answers)
        }
    }

    static func task(
        _ kind: Companion.Kind, on day: Day?, who: String, _ whom: Whom, _ keys: CaseKeys, in write: Write
    ) throws {
        let id = write.newID()
        let sealed = try keys.seal(who, table: "referral_task", row: id)
        try write.sql.execute("""
            INSERT INTO referral_task (organisation, id, case_id, person, kind, done_on, sealed, made_at, made_by)
            VALUES (\(write.organisation), \(id), \(whom.caseFile), \(whom.person), \(kind.rawValue),
                \(day?.daysSinceEpoch), \(sealed), \(write.now.milliseconds), \(write.actor.account))
            """)
        keys.trace(day == nil ? "took back a task of the path" : "did a task of the path", fields: [kind.words], in: write)
    }

    // MARK: Sheets

    /// Begins a sheet. Throws `ReferralProblem.refused` where there is one already or where the path has none.
    static func begin(_ whom: Whom, _ keys: CaseKeys, in write: Write) throws {
        guard let decision = try DecisionReads.newest(write.reader, keys, whom.person) else {
            throw ReferralProblem.refused(["Answer the questions of the lawful path first."])
        }
        let path = PathRules.decide(decision.facts).path
        guard path.hasSheet else { throw ReferralProblem.refused(["There is no sheet to fill in: \(path.title)."]) }
        let last = try SheetReads.newest(write.reader, keys, whom.person)
        if let last {
            guard last.path == .notification, [.notified, .closed].contains(last.state), path.isReferral else {
                throw ReferralProblem.refused([
                    "There is a sheet for this person already, and one referral for a person. It is: \(last.state.title)."
                ])
            }
        }
        var contents = SheetContents()
        contents.answers = following(decision.facts, last?.contents.answers ?? Answers())
        let id = write.newID()
        let sealed = try keys.seal(contents, table: "referral", row: id, version: 1)
        try write.sql.execute("""
            INSERT INTO referral (organisation, id, case_id, person, number, path, state, form_version, version, started_at,
                started_by, changed_by, sealed)
            VALUES (\(write.organisation), \(id), \(whom.caseFile), \(whom.person), \((last?.number ?? 0) + 1),
                \(path.rawValue), \(ReferralState.preparing.rawValue), \(FormDefinition.newest.version), 1,
                \(write.now.milliseconds), \(write.actor.account), \(write.actor.account), \(sealed))
            """)
        try step(.preparing, since: write.now.day, id, in: write)
        keys.trace("began a sheet", after: 1, fields: [path.title], in: write)
        try CaseEvents.add(
            .event, about: "person/\(whom.person)", words: EventWords("Began the sheet: \(path.title)"), keys, in: write)
    }

    /// Writes a sheet under its next version. Throws `ReferralProblem.changedMeanwhile` where another came first.
    static func save(_ sheet: Sheet, _ keys: CaseKeys, in write: Write) throws {
        let sealed = try keys.seal(sheet.contents, table: "referral", row: sheet.id, version: sheet.version + 1)
        let changed = try write.sql.execute("""
            UPDATE referral
            SET version = \(sheet.version + 1), path = \(sheet.path.rawValue), state = \(sheet.state.rawValue),
                changed_by = \(sheet.changedBy), ready_at = \(sheet.readyAt?.milliseconds), ready_by = \(sheet.readyBy),
                checked_at = \(sheet.checkedAt?.milliseconds), checked_by = \(sheet.checkedBy),
                keyed_at = \(sheet.keyedAt?.milliseconds), keyed_by = \(sheet.keyedBy),
                keyed_on = \(sheet.keyedAt?.day.daysSinceEpoch), copy_on = \(sheet.copyOn?.daysSinceEpoch),
                expected_by = \(sheet.expectedBy?.daysSinceEpoch), expected_rule = \(sheet.expectedRule), sealed = \(sealed)
            WHERE organisation = \(write.organisation) AND id = \(sheet.id) AND version = \(sheet.version)
            """)
        guard changed == 1 else { throw ReferralProblem.changedMeanwhile }
    }

    /// Puts a state into the history of a sheet.
    static func step(_ state: ReferralState, since day: Day, _ sheet: String, in write: Write) throws {
        try write.sql.execute("""
            INSERT INTO referral_state (organisation, id, referral, state, since, made_at, made_by)
            VALUES (\(write.organisation), \(write.newID()), \(sheet), \(state.rawValue), \(day.daysSinceEpoch),
                \(write.now.milliseconds), \(write.actor.account))
            """)
    }

    /// Takes back that a sheet was ready and checked, because what it says changes.
    static func reopen(_ sheet: inout Sheet, in write: Write) throws {
        if sheet.state != .preparing { try step(.preparing, since: write.now.day, sheet.id, in: write) }
        sheet.backToPreparing()
    }

    /// The sheet that somebody works on, for a change of it.
    static func sheet(_ whom: Whom, _ keys: CaseKeys, in write: Write) throws -> Sheet {
        guard let sheet = try SheetReads.newest(write.reader, keys, whom.person) else { throw Refusal.notFound }
        return sheet
    }

    /// Saves the answers of sections. Only these must be as they were when the form was made.
    static func answer(_ saved: [SectionAnswers], _ whom: Whom, _ keys: CaseKeys, in write: Write) throws {
        var sheet = try sheet(whom, keys, in: write)
        guard sheet.state.isEditable else {
            throw ReferralProblem.refused([
                "The sheet was sent: the national form holds what it said. A change here would only look like one."
            ])
        }
        let before = sheet.contents.answers
        for part in saved {
            guard sheet.contents.sections[part.section] ?? 0 == part.version else { throw ReferralProblem.changedMeanwhile }
            for (field, words) in part.words {
                sheet.contents.answers = FormDefinition.newest.answered(field, words, in: sheet.contents.answers)
            }
            sheet.contents.sections[part.section] = part.version + 1
        }
        let after = sheet.contents.answers
        let fields = saved.flatMap { part in
            [part.section] + part.words.map(\.field).filter { before.written[$0] != after.written[$0] }
        }
        if before != after {
            try reopen(&sheet, in: write)
            sheet.changedBy = write.actor.account
        }
        try save(sheet, keys, in: write)
        keys.trace(
            saved.count == 1 ? "saved a section of a sheet" : "saved sections of a sheet", before: sheet.version,
            after: sheet.version + 1, fields: fields, in: write)
    }
}

/// The answers of one section over a version of it.
struct SectionAnswers: Sendable {
    let section: String
    let version: Int
    let words: [(field: String, words: [String])]
}

/// Why a change was not made.
enum ReferralProblem: Error, Equatable {
    case changedMeanwhile
    /// Each reason as a sentence.
    case refused([String])
}
