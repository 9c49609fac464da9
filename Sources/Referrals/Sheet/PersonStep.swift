import Calendar
public import Cases
public import Log

/// One thing that somebody does about the lawful path or the sheet of a person, for callers without a page.
///
/// It is held to the rules of the pages' own forms.
public enum PersonStep: Sendable {
    /// The facts are kept as the next decision. The words are those of a decision: why not asked, or who referred.
    case decided(PersonFacts, ConsentFacts = ConsentFacts(), reason: String = "", elsewhere: String = "")
    /// Somebody was spoken to, on the day of the change.
    case told(Companion.Kind, who: String)
    case began
    /// Answers of the national form by field.
    case answered([String: [String]])
    case markedReady, signedOff
    case gaveBack(String)
    /// The first place that the screen found is about nobody on the case.
    case settled(because: String)
    /// At the moment of the change.
    case keyedIn(reference: String, hasCopy: Bool)
    case keptCopy
    case news(ReferralState)

    /// Takes the step over what is there now. Throws where a rule speaks against it.
    public func take(_ whom: Whom, _ keys: CaseKeys, in write: Write) throws {
        let ground = StepGround(whom: whom, keys: keys)
        switch self {
        case .decided(let facts, let consent, let reason, let elsewhere):
            let version = try DecisionReads.newest(write.reader, keys, whom.person)?.version ?? 0
            let words = DecisionWords(consent: consent, reason: reason, elsewhere: elsewhere)
            try SheetStore.decide(facts, words, after: version, whom, keys, in: write)
        case .told(let kind, let who): try SheetStore.task(kind, on: write.now.day, who: who, whom, keys, in: write)
        case .began: try SheetStore.begin(whom, keys, in: write)
        case .answered(let answers): try answer(answers, whom, keys, in: write)
        case .markedReady: try SheetStore.markReady(ground, in: write)
        case .signedOff: try SheetStore.sign(ground, in: write)
        case .gaveBack(let reason): try SheetStore.giveBack(reason, ground, in: write)
        case .settled(let reason): try SheetStore.settle(because: reason, ground, in: write) { _ in true }
        case .keyedIn(let reference, let hasCopy):
            let keyed = KeyedIn(nationalReference: reference, at: write.now, copyReceived: hasCopy)
            try SheetStore.keyIn(keyed, copyOn: hasCopy ? write.now.day : nil, ground, in: write)
        case .keptCopy: try SheetStore.keepCopy(on: write.now.day, ground, in: write)
        case .news(let state): try SheetStore.news(state, since: write.now.day, ground, in: write)
        }
    }

    /// Only what the form asks once all these answers are given.
    private func answer(
        _ answers: [String: [String]], _ whom: Whom, _ keys: CaseKeys, in write: Write
    ) throws {
        let form = FormDefinition.newest
        let contents = try SheetStore.sheet(whom, keys, in: write).contents
        var after = contents.answers
        for question in form.questions where !question.isFixed {
            if let words = answers[question.field] { after = form.answered(question.field, words, in: after) }
        }
        let asked = form.questions(after).filter { !$0.isFixed }
        let saved = form.sections.map { section in
            SectionAnswers(
                section: section.key, version: contents.sections[section.key] ?? 0,
                words: asked.filter { $0.section == section.key }
                    .compactMap { question in answers[question.field].map { (question.field, $0) } })
        }
        try SheetStore.answer(saved.filter { !$0.words.isEmpty }, whom, keys, in: write)
    }
}
