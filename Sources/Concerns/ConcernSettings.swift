public import Calendar

/// What each council sets for itself. A set-up task says that the numbers have to be checked.
public struct ConcernSettings: Sendable {
    public var numbers = HelpNumbers()
    /// Where the way out of the public form leads: a page that anyone may have open.
    public var leaveTo = "https://www.bbc.co.uk/weather"
    /// Concerns that the public form takes in ten minutes from one part of the network, and from all.
    public var filingsFromOneNetwork = 6
    public var filingsFromAll = 300
    /// By when somebody has taken a concern.
    public var target = TriageTarget()

    public init() {}
}

/// The council's own target: so many working hours until a concern is taken, over its nation's bank holidays.
public struct TriageTarget: Sendable {
    public var workingHours: Int
    public var time: WorkingTime

    public init(workingHours: Int = 4, nation: Nation = .englandAndWales) {
        self.workingHours = workingHours
        time = WorkingTime(nation: nation)
    }

    public var words: String { "\(workingHours) working hours" }

    /// Beyond the years whose bank holidays are known, hours of the clock: a target may come early, never late.
    public func due(after received: Instant) -> Instant {
        (try? time.instant(hours: workingHours, after: received)) ?? received.adding(hours: workingHours)
    }

    /// "3 working hours".
    func age(from: Instant, to: Instant) -> String { time.age(of: from, at: to) }
}

/// Addresses of this feature, typed once.
public enum ConcernsURL {
    public static let tellUs = "/tell-us"
    public static let sent = "/tell-us/sent"
    public static let followUp = "/tell-us/follow-up"
    public static let leave = "/leave"

    public static let queue = "/concerns"
    public static let new = "/concerns/new"
    public static let call = "/concerns/call"
    public static let own = "/my/concerns"
    public static func own(_ id: String) -> String { "/my/concerns/\(id)" }
    public static func draft(_ id: String) -> String { "/concerns/drafts/\(id)" }
    public static func checkDraft(_ id: String) -> String { "/concerns/drafts/\(id)/check" }
    public static func discardDraft(_ id: String) -> String { "/concerns/drafts/\(id)/discard" }
    public static func concern(_ id: String) -> String { "/concerns/\(id)" }
    public static func open(_ id: String) -> String { "/concerns/\(id)/open" }
    public static func take(_ id: String) -> String { "/concerns/\(id)/take" }
    public static func decide(_ id: String) -> String { "/concerns/\(id)/decide" }
    public static func reopen(_ id: String) -> String { "/concerns/\(id)/reopen" }
    public static func write(_ id: String) -> String { "/concerns/\(id)/write" }
    public static func files(_ id: String) -> String { "/concerns/\(id)/files" }
    public static func file(_ id: String, _ file: String) -> String { "/concerns/\(id)/files/\(file)" }
    public static func looks(_ id: String) -> String { "/concerns/\(id)/looks" }
    public static func shields(_ id: String) -> String { "/concerns/\(id)/shields" }
    public static let cover = "/concerns/cover"
}
