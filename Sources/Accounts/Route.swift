public import Calendar
public import Database
public import HTTPTypes
public import Pages

/// A request as a feature sees it: decoded, bounded, and past the cross-site rule.
public struct Ask: Sendable {
    public let method: HTTPRequest.Method
    public let path: String
    /// The part after the question mark.
    public let query: FormData
    /// What a form posted; empty for a GET.
    public let form: FormData
    /// What stood in the place of `{name}` in the route's path.
    public let parameters: [String: String]
    public let cookies: [String: String]
    /// Of a route that takes bytes; else empty.
    public let body: [UInt8]
    public let now: Instant
    /// For limits only; never stored and never logged. Empty where it is not known.
    public let network: String
    private let userAgent: String

    public init(
        method: HTTPRequest.Method, path: String, query: FormData, form: FormData, parameters: [String: String],
        cookies: [String: String], body: [UInt8] = [], now: Instant, network: String, userAgent: String = ""
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.form = form
        self.parameters = parameters
        self.cookies = cookies
        self.body = body
        self.now = now
        self.network = network
        self.userAgent = userAgent
    }

    public var today: Day { now.day }

    /// The browser in a few coarse words, for its owner's list of sessions. Found when asked for: few requests do.
    var device: String { Device.words(userAgent: userAgent) }

    public func parameter(_ name: String) -> String { parameters[name] ?? "" }

    /// The path with its query, to come back to after signing in.
    public func returnPath(rawQuery: String) -> String { rawQuery.isEmpty ? path : "\(path)?\(rawQuery)" }
}

/// What a feature answers with. The server adds the frame, the headers and the cookies' properties.
public struct Answer: Sendable {
    public enum Body: Sendable {
        case page(Page)
        /// 303: the browser fetches the next page with GET, so that reloading it does nothing twice.
        case redirect(String)
        /// `download` names the file to save; nil shows it in the browser.
        case file([UInt8], contentType: String, download: String?)
        case text(String)
        /// For what is too long to be held whole: `write` gives it out piece by piece, as fast as the browser takes it.
        case stream(contentType: String, download: String, length: Int, write: Writing)
    }

    /// Gives an answer out: calls what it is given with each piece. What it throws ends the connection, so that the
    /// browser sees that the file is not whole.
    public typealias Writing = @Sendable (_ send: ([UInt8]) async throws -> Void) async throws -> Void

    /// How long browsers and caches may keep an answer that is the same for everyone.
    public enum Caching: Sendable {
        /// The address holds the content's hash: a year.
        case forEver
        case seconds(Int)
    }

    public enum SessionChange: Sendable {
        /// Also where a session goes on under a new token.
        case start(token: String)
        case end
    }

    public var body: Body
    public var status: Int
    public var session: SessionChange?
    /// Nil keeps it nowhere.
    public var caching: Caching?
    /// Tells the browser to forget what it holds of this site.
    public var clearsDevice = false

    public init(_ body: Body, status: Int = 200, session: SessionChange? = nil) {
        self.body = body
        self.status = status
        self.session = session
    }

    public static func page(_ page: Page, status: Int = 200) -> Answer { Answer(.page(page), status: status) }
    public static func redirect(_ path: String) -> Answer { Answer(.redirect(path), status: 303) }
    public static func file(_ bytes: [UInt8], _ contentType: String, download: String? = nil) -> Answer {
        Answer(.file(bytes, contentType: contentType, download: download))
    }
}

/// What is known of whoever sends a request, before anything of it is read: for routes that are for programs.
public struct Caller: Sendable {
    /// Nothing between: the request came over the loopback interface.
    public let isThisComputer: Bool
    /// The header of that name; empty where there is none.
    public let authorization: String

    public init(isThisComputer: Bool, authorization: String) {
        self.isThisComputer = isThisComputer
        self.authorization = authorization
    }
}

/// One address of the program: its method, its path, who may use it, and what it does.
public struct Route: Sendable {
    public enum Handler: Sendable {
        /// Runs inside the same snapshot as the look-up of the viewer.
        case open(@Sendable (Ask, Viewer?, Reader) throws -> Answer)
        case page(@Sendable (Ask, Viewer, Reader) throws -> Answer)
        /// For large results: a thread of its own.
        case export(@Sendable (Ask, Viewer, Reader) throws -> Answer)
        case openAction(@Sendable (Ask, Viewer?) async throws -> Answer)
        case action(@Sendable (Ask, Viewer) async throws -> Answer)
        /// A look that is written into the ledger before the page is shown.
        case recordedPage(@Sendable (Ask, Viewer) async throws -> Answer)
    }

    public let method: HTTPRequest.Method
    /// Segments in braces are parameters: `/plans/{plan}/actions/{action}`.
    public let path: String
    public let policy: Policy
    /// Bytes of body that are read at most.
    public let bodyLimit: Int
    public let handler: Handler
    /// Only for somebody who proved in the last minutes that they are the one who signed in.
    public private(set) var needsStepUp = false
    /// The body is no form: the handler reads its bytes.
    public private(set) var takesBytes = false
    private var admits: (@Sendable (Caller) -> Bool)?

    public static let formLimit = 256 * 1024
    public static let uploadLimit = 26 * 1024 * 1024
    /// Bytes of all texts beside a file, which is put aside: 15,000 characters of any script in each of ten boxes, or the
    /// text of a plan.
    public static let uploadTextLimit = 2 * 1024 * 1024

    /// Bytes of a form's texts that are kept in memory at most.
    public var textLimit: Int { bodyLimit >= Self.uploadLimit ? Self.uploadTextLimit : bodyLimit }

    /// A page for anyone.
    public static func open(
        _ path: String, _ handler: @escaping @Sendable (Ask, Viewer?, Reader) throws -> Answer
    ) -> Route {
        Route(method: .get, path: path, policy: .open, bodyLimit: 0, handler: .open(handler))
    }

    /// A page for those whom the policy lets in.
    public static func page(
        _ path: String, _ policy: Policy, _ handler: @escaping @Sendable (Ask, Viewer, Reader) throws -> Answer
    ) -> Route {
        Route(method: .get, path: path, policy: policy, bodyLimit: 0, handler: .page(handler))
    }

    public static func export(
        _ path: String, _ policy: Policy, _ handler: @escaping @Sendable (Ask, Viewer, Reader) throws -> Answer
    ) -> Route {
        Route(method: .get, path: path, policy: policy, bodyLimit: 0, handler: .export(handler))
    }

    /// A page that opens sealed records: the handler records the look, and then reads.
    public static func recordedPage(
        _ path: String, _ policy: Policy, _ handler: @escaping @Sendable (Ask, Viewer) async throws -> Answer
    ) -> Route {
        Route(method: .get, path: path, policy: policy, bodyLimit: 0, handler: .recordedPage(handler))
    }

    /// A form that anyone may send: sign-in.
    public static func openAction(
        _ path: String, bodyLimit: Int = formLimit,
        _ handler: @escaping @Sendable (Ask, Viewer?) async throws -> Answer
    ) -> Route {
        Route(method: .post, path: path, policy: .open, bodyLimit: bodyLimit, handler: .openAction(handler))
    }

    /// A form that changes something.
    public static func action(
        _ path: String, _ policy: Policy, bodyLimit: Int = formLimit,
        _ handler: @escaping @Sendable (Ask, Viewer) async throws -> Answer
    ) -> Route {
        Route(method: .post, path: path, policy: policy, bodyLimit: bodyLimit, handler: .action(handler))
    }

    /// The same route, for what should not be done by whoever finds a computer unlocked: a whole plan or the ledger
    /// leaving the program, roles, publishing. `.export("/plans/{plan}/all", policy) { … }.needingStepUp`
    public var needingStepUp: Route {
        var route = self
        route.needsStepUp = true
        return route
    }

    /// The same route for certain callers; for all others there is nothing at its address.
    public func onlyFor(_ admits: @escaping @Sendable (Caller) -> Bool) -> Route {
        var route = self
        route.admits = admits
        return route
    }

    /// False also where the route is for certain callers and nothing is known of this one.
    public func admits(_ caller: Caller?) -> Bool {
        guard let admits else { return true }
        return caller.map(admits) ?? false
    }

    /// The same route for a body that is no form.
    public var takingBytes: Route {
        var route = self
        route.takesBytes = true
        return route
    }

    private init(method: HTTPRequest.Method, path: String, policy: Policy, bodyLimit: Int, handler: Handler) {
        self.method = method
        self.path = path
        self.policy = policy
        self.bodyLimit = bodyLimit
        self.handler = handler
    }

    /// Why the program must not start with this route, or nil. A route that lets in a viewer must not be open to all.
    public var fault: String? {
        switch (handler, policy) {
        case (.open, .open), (.openAction, .open):
            needsStepUp ? "\(method) \(path) is for anyone but asks who they are" : nil
        case (.open, _), (.openAction, _): "\(method) \(path) is for anyone but its policy is \(policy)"
        case (_, .open): "\(method) \(path) needs a viewer but its policy lets anyone in"
        case (_, .mayAny(let permissions)) where permissions.isEmpty: "\(method) \(path) lets nobody in"
        default: nil
        }
    }
}

/// What stopped a request, as the person is to read it.
public enum Refusal: Error, Sendable, Equatable {
    case notFound
    case notAllowed
    /// Somebody changed the same thing in between; the feature shows both instead where it can.
    case changedMeanwhile(String)
    case bad(String)
    case busy(String)
}
