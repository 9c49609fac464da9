import Accounts
import Attachments
import Calendar
import Database
import HTTPTypes
import Keyring
import Log
import NeedToKnow
import Pages
import Vault

/// The public form: no account, no cookie, no file that stays, no address in a log.
struct PublicPages: Sendable {
    let store: ConcernStore
    let database: Database
    let settings: ConcernSettings
    private let filings: Flood
    private let codes = Flood(minutes: 15, fromOne: 10, fromAll: 300)

    init(store: ConcernStore, database: Database, settings: ConcernSettings) {
        self.store = store
        self.database = database
        self.settings = settings
        filings = Flood(minutes: 10, fromOne: settings.filingsFromOneNetwork, fromAll: settings.filingsFromAll)
    }

    /// 15,000 characters in each of five boxes, each of up to four bytes of three signs.
    private static let bodyLimit = 1 << 20

    var routes: [Route] {
        [
            .open(ConcernsURL.tellUs) { ask, _, reader in
                .page(PublicViews.start(try shown(ask.query, reader)))
            },
            .openAction(ConcernsURL.tellUs, bodyLimit: Self.bodyLimit) { ask, _ in try await step(ask) },
            .open(ConcernsURL.sent) { ask, _, reader in
                .page(PublicViews.sent(try shown(ask.query, reader), by: settings.target.due(after: ask.now)))
            },
            .open(ConcernsURL.followUp) { ask, _, reader in
                .page(PublicViews.askCode(try shown(ask.query, reader), Form()))
            },
            .openAction(ConcernsURL.followUp, bodyLimit: Route.uploadLimit) { ask, _ in try await followUp(ask) },
            .open(ConcernsURL.leave) { _, _, _ in
                var answer = Answer.redirect(settings.leaveTo)
                answer.clearsDevice = true
                return answer
            },
            .open(Quiet.stylesheetPath) { _, _, _ in .file(Quiet.stylesheet, "text/css; charset=utf-8") },
            .open(Quiet.scriptPath) { _, _, _ in .file(Quiet.script, "text/javascript; charset=utf-8") },
        ]
    }

    /// The organisation that the form is for, and the language asked for.
    private func shown(_ data: FormData, _ reader: Reader) throws -> PublicShow {
        guard let organisation = try AccountStore.organisations(reader).first else { throw Refusal.notFound }
        let language = Language(named: data.text("lang")) ?? .english
        return PublicShow(
            words: PublicWord.catalogue.words(in: language), organisation: organisation.id, council: organisation.name,
            settings: settings, data: data)
    }

    // MARK: The form

    private func step(_ ask: Ask) async throws -> Answer {
        var show = try await database.read { try self.shown(ask.form, $0) }
        let press = ask.form.text("press")
        if press.hasPrefix("lang-"), let language = Language(named: String(press.dropFirst(5))) {
            show.words = PublicWord.catalogue.words(in: language)
        }
        guard let step = PublicStep(rawValue: ask.form.text("step")) else {
            return .page(PublicViews.page(.leaving, show, Form(), token: ask.newForm))
        }
        let token = ask.formToken
        let input = PublicInput(data: ask.form, words: show.words, today: ask.today)
        func page(_ step: PublicStep, _ problems: Problems = .none) -> Answer {
            .page(PublicViews.page(step, show, Form(ask.form, problems), token: token), status: problems.isEmpty ? 200 : 422)
        }
        if press.hasPrefix("lang-") { return page(step) }
        if press == "back" { return step.previous(ask.form).map { page($0) } ?? .page(PublicViews.start(show)) }
        if press.hasPrefix("change-"), let changed = PublicStep(rawValue: String(press.dropFirst(7))) {
            return page(changed)
        }
        if step == .code { return try await send(ask, show, input, token, page) }
        let problems = input.problems(of: step)
        guard problems.isEmpty else { return page(step, problems) }
        let next = step.next(ask.form)
        if next == .check, let (fault, problems) = input.firstFault() { return page(fault, problems) }
        return page(next)
    }

    /// Files it once the person has shown that they have the code. The code stands in the page since the step before, so
    /// a second press brings the same code and files nothing.
    private func send(
        _ ask: Ask, _ show: PublicShow, _ input: PublicInput, _ token: String,
        _ page: (PublicStep, Problems) -> Answer
    ) async throws -> Answer {
        guard let code = ReceiptCode(typed: ask.form.text("code")) else { return page(.check, .none) }
        if let (step, problems) = input.firstFault() { return page(step, problems) }
        var problems = Problems()
        if !code.ends(with: ask.form.text("ending")) { problems.add("ending", show.words[.errorCodeType]) }
        if ask.form.text("saved") != "yes" { problems.add("saved", show.words[.errorCodeTick]) }
        guard problems.isEmpty else { return page(.code, problems) }
        guard await filings.allows(ask.network, now: ask.now) else {
            problems.add(show.words(.errorTooManyAtOnce, show.numbers))
            var answer = page(.code, problems)
            answer.status = 429
            return answer
        }
        var filing = Filing(
            answers: input.answers, form: .present, source: .anonymous, language: show.words.language.tag, token: token)
        filing.receipt = code.hash
        do {
            _ = try await store.file(filing, by: Actor(organisation: show.organisation, account: nil))
        } catch let error as RecorderError where error == .notSaved {
            problems.add(show.words[.errorNotSaved])
            var answer = page(.code, problems)
            answer.status = 503
            return answer
        }
        return .redirect(show.link(ConcernsURL.sent))
    }

    // MARK: Coming back with the code

    private func followUp(_ ask: Ask) async throws -> Answer {
        let show = try await database.read { try self.shown(ask.form, $0) }
        func again(_ word: PublicWord, _ values: [String: String] = [:], status: Int = 422) -> Answer {
            let problems = Problems("code", show.words(word, values))
            return .page(PublicViews.askCode(show, Form(ask.form, problems)), status: status)
        }
        let typed = ask.form.text("code")
        guard !typed.isEmpty else { return again(.errorCodeMissing) }
        guard let code = ReceiptCode(typed: typed) else {
            return again(.errorCodeShape, ["count": "\(PaperCode.countTyped(typed))"])
        }
        let found = try await database.read { reader in
            try ConcernReads.concern(reader, organisation: show.organisation, receipt: code.hash)
        }
        guard let concern = found else {
            // Only wrong codes count, so that who has one can come back as often as they need to.
            guard await codes.allows(ask.network, now: ask.now) else {
                return again(.errorTooManyCodes, ["minutes": "15"], status: 429)
            }
            return again(.errorCodeUnknown)
        }
        var problems = Problems()
        var sent: PublicSent?
        if ask.form.text("press") == "reply" {
            (problems, sent) = try await reply(ask, show, concern)
        }
        try await store.lookByReporter(concern, organisation: show.organisation)
        let events = try await database.read { [store] reader in
            try ConcernReads.events(
                reader, organisation: show.organisation, concern: concern.id, key: store.openings.ring.key(concern.key),
                rail: .reporter)
        }
        let form = sent == nil ? Form(ask.form, problems) : Form()
        return .page(
            PublicViews.progress(show, concern, events, code: code.shown, form, token: ask.newForm, sent: sent),
            status: problems.isEmpty ? 200 : 422)
    }

    /// Sends words, a file, or both; all of it or nothing.
    private func reply(_ ask: Ask, _ show: PublicShow, _ concern: Concern) async throws -> (Problems, PublicSent?) {
        let words = ask.form.text("reply")
        let file = await AttachmentInput(ask.form)
        var problems = Problems()
        if words.isEmpty, file.attaching == nil, file.problems.isEmpty { problems.add("reply", show.words[.errorReply]) }
        if words.count > PublicInput.limit {
            let values = ["count": grouped(words.count), "limit": grouped(PublicInput.limit)]
            problems.add("reply", show.words(.errorTooLong, values))
        }
        if let refused = file.problems[AttachmentInput.file] {
            // Why exactly is known in English alone.
            problems.add(AttachmentInput.file, show.words.language == .english ? refused : show.words[.errorFile])
        }
        if let refused = file.problems[AttachmentInput.words] {
            let limit = ["count": grouped(ask.form.text(AttachmentInput.words).count), "limit": "\(Attachment.wordsLimit)"]
            problems.add(AttachmentInput.words, show.words.language == .english ? refused : show.words(.errorTooLong, limit))
        }
        guard problems.isEmpty else { return (problems, nil) }
        do {
            _ = try await store.reply(
                words.isEmpty ? show.words[.replyFileOnly] : words, with: file.attaching, to: concern, form: ask.formToken,
                organisation: show.organisation, location: "")
        } catch is AttachmentRefusal {
            problems.add(AttachmentInput.file, show.words[.errorFileMany])
            return (problems, nil)
        }
        return (problems, PublicSent(remains: file.attaching?.remains))
    }
}

/// A reply that was kept.
struct PublicSent: Sendable {
    /// What could not be taken out of its file, in English: only the person who sent it knows whether it matters.
    let remains: String?
}

/// What the public pages print.
struct PublicShow: Sendable {
    var words: Words<PublicWord>
    let organisation: Int
    let council: String
    let settings: ConcernSettings
    let data: FormData

    /// A page of the form in the language that is spoken.
    func link(_ path: String) -> String { words.language == .english ? path : "\(path)?lang=\(words.language.short)" }

    /// The numbers to call, for the places in the words.
    var numbers: [String: String] {
        settings.numbers.values.merging(["council": council]) { own, _ in own }
    }
}
