public import Concerns
import Foundation

/// What the program was started with. Decoded once; a wrong setting names itself and how to mend it.
public struct Settings: Sendable {
    /// Where the SQLite file, the keys and the last signed checkpoint live.
    public var folder: String
    /// `postgresql://…`, or nil for the SQLite file in the folder.
    public var database: String?
    /// PostgreSQL connections of this program, one of them the writer's.
    public var databaseConnections = 6
    public var host = "127.0.0.1"
    public var port = 8080
    /// The address that people type, where a proxy in front gives the program TLS: `https://slavery.example.gov.uk`.
    public var publicURL: String?
    /// Pages a person may ask for in a second, on average; 0 for no limit.
    public var requestsPerSecond = 10
    /// Minutes without a request after which a person must sign in again.
    public var idleMinutes = 15
    /// A council's own stylesheet: a file of variables that overrides ours.
    public var theme: String?
    /// Seconds between signed checkpoints of the ledger.
    public var checkpointSeconds = 60
    /// Megabytes of the data folder's disk below which no change is taken; a twentieth of a small disk. 0 for no limit.
    public var keepFreeMegabytes = 200
    /// Who sends it as `Authorization: Bearer …` may read `/metrics`; without it only this computer may.
    public var metricsToken: String?
    /// Numbers to call, the way out of the public form, what it takes, and the target of triage.
    public var concerns = ConcernSettings()
    /// A line in the log for each request.
    public var logsRequests = false

    public init(folder: String) { self.folder = folder }

    /// Beside nothing but keys, so that it can be kept, copied and guarded apart from the data.
    public var keyFolder: String { folder + "/keys" }

    public var isSecure: Bool { publicURL?.lowercased().hasPrefix("https://") ?? false }

    /// Where to point a browser.
    public var address: String { publicURL ?? "http://\(host):\(port)" }

    /// What browsers name as the origin of our own forms: `https://slavery.example.gov.uk`, without a usual port.
    var publicOrigin: String? {
        guard let url = publicURL.flatMap({ URL(string: $0) }), let scheme = url.scheme?.lowercased(),
            let host = url.host?.lowercased()
        else { return nil }
        let usual = scheme == "https" ? 443 : 80
        guard let port = url.port, port != usual else { return "\(scheme)://\(host)" }
        return "\(scheme)://\(host):\(port)"
    }

    /// Every reason not to start, as sentences.
    public func faults(demonstration: Bool) -> [String] {
        var faults: [String] = []
        if demonstration && !isLoopback {
            faults.append("The demonstration can be opened by anyone, so it only listens on this computer. Leave out --host.")
        }
        if !isLoopback && !isSecure {
            faults.append("Passwords must not cross a network in clear. Put a proxy with TLS in front and give --public-url https://…")
        }
        if let publicURL, let fault = Self.fault(publicURL: publicURL) { faults.append(fault) }
        if !(0...65_535).contains(port) { faults.append("--port \(port) is no port. Give a number from 1 to 65535.") }
        if !(1...120).contains(idleMinutes) {
            faults.append("Idle minutes of \(idleMinutes) cannot be kept. Give 1 to 120; 15 is usual.")
        }
        if requestsPerSecond < 0 { faults.append("Requests per second cannot be below 0. Give 0 for no limit.") }
        if keepFreeMegabytes < 0 { faults.append("Megabytes to keep free cannot be below 0. Give 0 for no limit.") }
        if let metricsToken, metricsToken.utf8.count < 16 {
            faults.append("GRANVILLE_METRICS_TOKEN is too short to be a secret. Give 16 characters or more.")
        }
        if URL(string: concerns.leaveTo)?.host?.isEmpty ?? true {
            faults.append("--leave-to \(concerns.leaveTo) is no address. Write it as https://www.example.org/weather")
        }
        if !(1...1000).contains(concerns.target.workingHours) {
            faults.append("--triage-hours \(concerns.target.workingHours) cannot be kept. Give 1 to 1000; 4 is usual.")
        }
        if checkpointSeconds < 1 { faults.append("Seconds between checkpoints must be 1 or more.") }
        return faults
    }

    private static func fault(publicURL: String) -> String? {
        let example = "Write it as https://slavery.example.gov.uk"
        guard let url = URL(string: publicURL), ["https", "http"].contains(url.scheme?.lowercased()),
            url.host?.isEmpty == false
        else { return "--public-url \(publicURL) is no address. \(example)" }
        // Links and the cookie are made for the top of a host.
        return url.path.isEmpty || url.path == "/" ? nil : "--public-url \(publicURL) has a path. \(example)"
    }

    private var isLoopback: Bool { host == "127.0.0.1" || host == "localhost" || host == "::1" }
}
