import Calendar
import Cases
import Database
import Log

/// What a step of a sheet stands on.
struct StepGround: Sendable {
    let whom: Whom
    let keys: CaseKeys
    /// The version that the form was made of; nil for the sheet as it is now.
    var version: Int?
    /// Those who reported, for the screen of a notification.
    var reporters: [KnownPerson] = []
}

/// The steps of a sheet from the second reading to the news, as changes of what it was.
///
/// Each looks at the rules inside the change; what stands against it is thrown as `ReferralProblem.refused`.
extension SheetStore {
    /// One step, and its trace, which names the fields that the change gives.
    static func step(
        _ did: String, _ ground: StepGround, in write: Write, _ change: (inout Sheet) throws -> [String]
    ) throws {
        var sheet = try sheet(ground.whom, ground.keys, in: write)
        guard ground.version ?? sheet.version == sheet.version else { throw ReferralProblem.changedMeanwhile }
        let fields = try change(&sheet)
        try save(sheet, ground.keys, in: write)
        ground.keys.trace(did, before: sheet.version, after: sheet.version + 1, fields: fields, in: write)
    }

    static func markReady(_ ground: StepGround, in write: Write) throws {
        try step("marked a sheet ready to be read", ground, in: write) { sheet in
            let ready = try readiness(sheet, ground, in: write)
            try refuse(CheckRules.againstReady(sheet, ready, now: write.now))
            sheet.readyAt = write.now
            sheet.readyBy = write.actor.account
            sheet.contents.returned = ""
            return []
        }
    }

    static func sign(_ ground: StepGround, in write: Write) throws {
        try step("checked a sheet", ground, in: write) { sheet in
            let ready = try readiness(sheet, ground, in: write)
            let account = write.actor.account ?? ""
            try refuse(CheckRules.againstSigning(sheet, ready, by: account, now: write.now))
            sheet.state = .qualityChecked
            sheet.checkedAt = write.now
            sheet.checkedBy = account
            try step(.qualityChecked, since: write.now.day, sheet.id, in: write)
            return []
        }
    }

    static func giveBack(_ reason: String, _ ground: StepGround, in write: Write) throws {
        try step("gave a sheet back", ground, in: write) { sheet in
            try refuse(sheet.isReady && sheet.state.isEditable ? [] : ["The sheet is not waiting to be read."])
            sheet.backToPreparing()
            sheet.contents.returned = reason
            return []
        }
    }

    /// Takes the step to a sent sheet, with the reference on the case and the day by which news is hoped for.
    static func keyIn(
        _ keyed: KeyedIn, copyOn: Day?, _ ground: StepGround, in write: Write
    ) throws {
        try step("recorded what was keyed in", ground, in: write) { sheet in
            // The people on the case may have become more since the sheet was read: it is checked once more as it goes.
            let ready = try readiness(sheet, ground, in: write)
            let facts = ready.facts(sheet, preparedBy: sheet.readyBy ?? "", checkedBy: sheet.checkedBy, keyedIn: keyed)
            let isNotice = sheet.path == .notification
            let against = ReferralStepRules.reasonsAgainst(
                isNotice ? .notified : .submitted, from: sheet.state, facts: facts, now: write.now) + ready.refusal
            guard against.isEmpty, let at = keyed.at else { throw ReferralProblem.refused(against) }
            sheet.state = isNotice ? .notified : .submitted
            try step(sheet.state, since: at.day, sheet.id, in: write)
            if !isNotice {
                sheet.state = .awaitingReasonableGrounds
                try step(sheet.state, since: at.day, sheet.id, in: write)
            }
            sheet.keyedAt = at
            sheet.keyedBy = write.actor.account
            sheet.copyOn = copyOn
            sheet.contents.nationalReference = keyed.nationalReference
            sheet.expect(since: at.day)
            var reference = CaseReference()
            reference.of = isNotice ? .notification : .referral
            reference.number = keyed.nationalReference
            reference.on = at.day
            try CaseStore.add(reference, parent: ground.whom.person, ground.keys, in: write)
            try CaseEvents.add(
                .event, about: "person/\(ground.whom.person)", words: EventWords("Keyed in: \(sheet.path.title)"), ground.keys,
                in: write)
            return [sheet.state.title]
        }
    }

    static func keepCopy(on day: Day, _ ground: StepGround, in write: Write) throws {
        try step("recorded the copy of what was keyed in", ground, in: write) { sheet in
            try refuse(sheet.keyedAt == nil ? ["Nothing was keyed in yet."] : [])
            sheet.copyOn = day
            return [sheet.state.title]
        }
    }

    /// What the competent authority decided, or that the person withdrew: a person takes the step, no date does.
    static func news(
        _ state: ReferralState, since day: Day, _ ground: StepGround, in write: Write
    ) throws {
        try step("recorded news of a referral", ground, in: write) { sheet in
            guard !sheet.state.isEditable, sheet.state.next.contains(state) else {
                throw ReferralProblem.refused(["“\(sheet.state.title)” is not followed by “\(state.title)”."])
            }
            sheet.state = state
            sheet.expect(since: day)
            try step(state, since: day, sheet.id, in: write)
            try CaseEvents.add(
                .event, about: "person/\(ground.whom.person)", words: EventWords(state.title), ground.keys, in: write)
            return [state.title]
        }
    }

    /// Keeps somebody's word that one of the open findings is about nobody on the case.
    static func settle(
        because reason: String, _ ground: StepGround, in write: Write, which: (Finding) -> Bool
    ) throws {
        try step("settled what the check of a notification found", ground, in: write) { sheet in
            try refuse(sheet.state.isEditable ? [] : ["The sheet was sent already."])
            let ready = try readiness(sheet, ground, in: write)
            guard let finding = ready.findings.first(where: which), let settlement = Settlement(finding, because: reason) else {
                throw ReferralProblem.refused(["This is no longer found in the text. Look at what is open now."])
            }
            sheet.contents.settlements.append(settlement)
            try reopen(&sheet, in: write)
            sheet.changedBy = write.actor.account
            return [finding.field, finding.kind.rawValue]
        }
    }

    private static func readiness(_ sheet: Sheet, _ ground: StepGround, in write: Write) throws -> Readiness {
        guard let decision = try DecisionReads.newest(write.reader, ground.keys, ground.whom.person) else {
            throw ReferralProblem.refused(["Answer the questions of the lawful path first."])
        }
        return try Readiness(
            write.reader, sheet, decision, ground.keys, reporters: ground.reporters, now: write.now)
    }

    private static func refuse(_ reasons: [String]) throws {
        guard reasons.isEmpty else { throw ReferralProblem.refused(reasons) }
    }
}

extension Sheet {
    /// The day by which news is hoped for in this state; nil where no clock runs, or where its holidays are not announced.
    mutating func expect(since day: Day) {
        let expected = try? ReferralClocks.expectedBy(state, since: day)
        expectedBy = expected?.day
        expectedRule = expected.map { "\($0.clock.says) Checked \(GuidanceVersion.long($0.clock.checkedOn))." }
    }
}
