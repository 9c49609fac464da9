import Accounts
import Calendar
import Database
import Foundation
import HTTPTypes
import Hummingbird
import Keyring
import Log
import Logging
import NIOCore
import Pages
import Spools

/// Answers a request: cross-site rule, session, policy, the feature's handler, the frame around its page.
struct Site: Sendable {
    let services: Services
    let frames: Frames
    let watch: SessionWatch
    let uploads = UploadRoom()

    func mount(_ route: Route, on router: Router<SiteContext>) {
        router.on(RouterPath(route.path), method: route.method) { request, context in
            try await respond(route, request, context)
        }
        if route.method == .get {
            router.on(RouterPath(route.path), method: .head) { request, context in
                try await respond(route, request, context).createHeadResponse()
            }
        }
    }

    private func respond(_ route: Route, _ request: Request, _ context: SiteContext) async throws -> Response {
        guard CrossSite.allows(request.head, publicOrigin: services.settings.publicOrigin) else {
            return frames.problem(.crossSite)
        }
        let caller = Caller(
            isThisComputer: context.isThisComputer, authorization: request.headers[.authorization] ?? "")
        guard route.admits(caller) else {
            return Self.bytes(Array("not found\n".utf8), "text/plain; charset=utf-8", status: 404)
        }
        let share = uploads.share()
        defer { withExtendedLifetime(share) {} }
        let ask: Ask
        do { ask = try await decode(route, request, context, share) } catch let refusal as Refusal {
            return frames.problem(.refused(refusal))
        } catch is SpoolError {
            return frames.problem(.notSaved)
        }
        let cookie = ask.cookies[services.cookieName].flatMap { SessionToken.read($0) }
        do {
            let (answer, viewer) = try await answer(route, ask, cookie, rawQuery: request.uri.query ?? "")
            return response(answer, ask, viewer)
        } catch let needed as StepUp.Needed {
            let answer = StepUp.answer(ask, needed.viewer, path: ask.returnPath(rawQuery: request.uri.query ?? ""))
            return response(answer, ask, needed.viewer)
        } catch let refusal as Refusal {
            return frames.problem(.refused(refusal), viewer: await viewer(cookie, ask.now))
        } catch is SpoolError {
            return frames.problem(.notSaved, viewer: await viewer(cookie, ask.now))
        } catch let error as RecorderError where error == .notSaved {
            return frames.problem(.notSaved, viewer: await viewer(cookie, ask.now))
        } catch let error as KeyringError where error == .destroyed {
            return frames.problem(.forgotten, viewer: await viewer(cookie, ask.now))
        }
    }

    // MARK: In

    private func decode(
        _ route: Route, _ request: Request, _ context: SiteContext, _ share: UploadRoom.Share
    ) async throws -> Ask {
        var form = FormData()
        var bytes: [UInt8] = []
        if route.takesBytes {
            bytes = [UInt8](try await request.body.collect(upTo: route.bodyLimit).readableBytesView)
        } else if route.bodyLimit > 0 {
            form = try await self.form(route, request, share)
        }
        var parameters: [String: String] = [:]
        for (name, value) in context.parameters { parameters[String(name)] = String(value) }
        return Ask(
            method: request.method, path: request.uri.path,
            query: request.uri.query.flatMap { try? FormData(query: $0) } ?? FormData(), form: form,
            parameters: parameters, cookies: Self.cookies(request.headers), body: bytes,
            now: services.clock(),
            network: network(request, context),
            userAgent: request.headers[.userAgent] ?? "")
    }

    /// Reads a form as it comes: a file is put aside piece by piece, so that nobody holds it.
    private func form(_ route: Route, _ request: Request, _ share: UploadRoom.Share) async throws -> FormData {
        var reader: FormReader?
        var count = 0
        do {
            for try await piece in request.body where piece.readableBytes > 0 {
                count += piece.readableBytes
                guard count <= route.bodyLimit else { throw HTTPError(.contentTooLarge) }
                if reader == nil {
                    let folder = services.spoolFolder
                    reader = try FormReader(
                        contentType: request.headers[.contentType] ?? "", textLimit: route.textLimit,
                        spool: { Spool(in: folder) })
                }
                if count > Route.formLimit { try takeRoom(for: piece.readableBytes, share) }
                try reader?.add(piece.readableBytesView)
            }
            return try reader?.finish() ?? FormData()
        } catch FormData.Failure.tooLong {
            throw HTTPError(.contentTooLarge)
        } catch is FormData.Failure {
            throw HTTPError(.badRequest)
        }
    }

    /// For what is longer than words are.
    private func takeRoom(for count: Int, _ share: UploadRoom.Share) throws {
        if services.refusesChanges { throw SpoolError.noRoom }
        guard share.take(count) else {
            throw Refusal.busy("Many files are being sent at this moment. Nothing was saved. Go back and send yours again in a minute.")
        }
    }

    /// Behind a proxy everyone would come from the proxy, and thirty sign-ins a minute be all that a council has: then
    /// the address that the proxy itself added counts, which is the last.
    private func network(_ request: Request, _ context: SiteContext) -> String {
        guard services.settings.publicURL != nil, let chain = request.headers[values: .forwardedFor].last,
            let last = chain.split(separator: ",").last
        else { return context.network }
        return SiteContext.part(last.filter { $0 != " " })
    }

    private static func cookies(_ headers: HTTPFields) -> [String: String] {
        guard let header = headers[.cookie] else { return [:] }
        var cookies: [String: String] = [:]
        for pair in header.utf8.split(separator: UInt8(ascii: ";")) {
            guard let cut = pair.firstIndex(of: UInt8(ascii: "=")) else { continue }
            let name = pair[..<cut].drop { $0 == UInt8(ascii: " ") }
            cookies[String(decoding: name, as: UTF8.self)] = String(
                decoding: pair[pair.index(after: cut)...], as: UTF8.self)
        }
        return cookies
    }

    // MARK: Who, and what then

    private func answer(
        _ route: Route, _ ask: Ask, _ cookie: (organisation: Int, token: [UInt8])?, rawQuery: String
    ) async throws -> (Answer, Viewer?) {
        switch route.handler {
        case .open(let handler):
            return try await services.database.read { reader in
                let viewer = try self.look(cookie, ask.now, reader).viewer
                return (try handler(ask, viewer, reader), viewer)
            }
        case .page(let handler), .export(let handler):
            let work: @Sendable (Reader) throws -> (Answer?, Look) = { reader in
                let look = try self.look(cookie, ask.now, reader)
                guard case .viewer(let viewer) = look else { return (nil, look) }
                try Self.check(route, ask, viewer)
                return (try handler(ask, viewer, reader), look)
            }
            let (answer, look) =
                if case .export = route.handler { try await services.database.readLong(work) } else {
                    try await services.database.read(work)
                }
            if let answer { return (answer, look.viewer) }
            return (try await signInFirst(look, ask, rawQuery: rawQuery), nil)
        case .openAction(let handler):
            let viewer = await viewer(cookie, ask.now)
            return (try await handler(ask, viewer), viewer)
        case .action(let handler), .recordedPage(let handler):
            let look = try await services.database.read { try self.look(cookie, ask.now, $0) }
            guard case .viewer(let viewer) = look else {
                return (try await signInFirst(look, ask, rawQuery: rawQuery), nil)
            }
            try Self.check(route, ask, viewer)
            if case .action = route.handler, services.refusesChanges, route.path != AccountsURL.signOut {
                throw RecorderError.notSaved
            }
            return (try await handler(ask, viewer), viewer)
        }
    }

    /// What is known of a session: nobody, somebody, or somebody who must wait or sign in again.
    enum Look: Sendable {
        case nobody
        case viewer(Viewer)
        case idle(Viewer)

        var viewer: Viewer? { if case .viewer(let viewer) = self { viewer } else { nil } }
    }

    private func look(
        _ cookie: (organisation: Int, token: [UInt8])?, _ now: Instant, _ reader: Reader
    ) throws -> Look {
        guard let cookie,
            let viewer = try AccountStore.viewer(
                reader, organisation: cookie.organisation, token: cookie.token, now: now)
        else { return .nobody }
        switch watch.look(cookie.token, now: now) {
        case .fine: return .viewer(viewer)
        case .idleTooLong: return .idle(viewer)
        case .tooMany:
            throw Refusal.busy("You have asked for many pages in a short time. Wait ten seconds and try again.")
        }
    }

    private func viewer(_ cookie: (organisation: Int, token: [UInt8])?, _ now: Instant) async -> Viewer? {
        guard cookie != nil else { return nil }
        return try? await services.database.read { try self.look(cookie, now, $0).viewer }
    }

    private static func check(_ route: Route, _ ask: Ask, _ viewer: Viewer) throws {
        guard route.policy.allows(viewer) else { throw Refusal.notAllowed }
        if let duty = viewer.duty, !duty.allows(route.path) { throw Duty.Due(duty) }
        if route.needsStepUp && !StepUp.isFresh(viewer, now: ask.now) { throw StepUp.Needed(by: viewer) }
    }

    /// To the sign-in page and back. What a form held is kept: the person sends it on after signing in.
    private func signInFirst(_ look: Look, _ ask: Ask, rawQuery: String) async throws -> Answer {
        if case .idle(let viewer) = look { try await services.accounts.endIdleSession(viewer) }
        let path = ask.returnPath(rawQuery: rawQuery)
        var answer: Answer
        if ask.method != .post {
            answer = .redirect(SignIn.path(returningTo: path))
        } else if ask.path == AccountsURL.signOut {
            answer = .redirect(AccountsURL.signIn)
            answer.session = .end
        } else {
            let demonstration = try await services.database.read { try AccountStore.demonstrationAccounts($0) }
            answer = .page(SignIn.page(.resume(path, KeptForm(ask.form)), demonstration: demonstration), status: 401)
            answer.session = .end
        }
        return answer
    }

    // MARK: Out

    func response(_ answer: Answer, _ ask: Ask, _ viewer: Viewer?) -> Response {
        var response: Response
        switch answer.body {
        case .page(let page):
            let document = page.document(in: page.isPublic ? frames.publicFrame : frames.frame(viewer)).utf8
            response = Self.bytes(document, "text/html; charset=utf-8", status: answer.status)
        case .redirect(let path):
            response = Response(status: .init(code: answer.status), headers: [.location: path])
        case .file(let bytes, let contentType, let download):
            response = Self.bytes(bytes, contentType, status: answer.status)
            if let download {
                response.headers[.contentDisposition] = "attachment; filename=\"\(Self.plainName(download))\""
            }
        case .stream(let contentType, let download, let length, let write):
            response = Self.stream(contentType, length: length, status: answer.status, write)
            response.headers[.contentDisposition] = "attachment; filename=\"\(Self.plainName(download))\""
        case .text(let text):
            response = Self.bytes(Array(text.utf8), "text/plain; charset=utf-8", status: answer.status)
        }
        switch answer.caching {
        case .forEver: response.headers[.cacheControl] = "public, max-age=31536000, immutable"
        case .seconds(let seconds): response.headers[.cacheControl] = "public, max-age=\(seconds)"
        case nil: break
        }
        if answer.clearsDevice { response.headers[.clearSiteData] = "\"cache\", \"cookies\", \"storage\"" }
        switch answer.session {
        case .start(let token): response.headers[.setCookie] = services.cookie(token, maxAge: nil)
        case .end:
            response.headers[.setCookie] = services.cookie("", maxAge: 0)
            if answer.status != 401 { response.headers[.clearSiteData] = "\"cache\", \"storage\"" }
        case nil: break
        }
        return response
    }

    static func bytes(_ bytes: [UInt8], _ contentType: String, status: Int) -> Response {
        Response(
            status: .init(code: status), headers: [.contentType: contentType],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    private static func stream(
        _ contentType: String, length: Int, status: Int, _ write: @escaping Answer.Writing
    ) -> Response {
        let body = ResponseBody(contentLength: length) { writer in
            try await write { try await writer.write(ByteBuffer(bytes: $0)) }
            try await writer.finish(nil)
        }
        return Response(status: .init(code: status), headers: [.contentType: contentType], body: body)
    }

    /// A header holds no quotes, no line ends and no letters beyond ASCII.
    static func plainName(_ name: String) -> String {
        String(name.map { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) ? $0 : "-" })
    }
}

extension HTTPField.Name {
    static let clearSiteData = Self("Clear-Site-Data")!
}
