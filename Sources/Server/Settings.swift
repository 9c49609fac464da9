import Foundation

/// What the program was started with. Decoded once; a wrong setting names itself and how to mend it.
public struct Settings: Sendable {
    /// Where the SQLite file, the keys and the last signed checkpoint live.
    public var folder: String
    /// `postgresql://…`, or nil for the SQLite file in the folder.
    public var database: String?
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

    public init(folder: String) { self.folder = folder }

    public var isSecure: Bool { publicURL?.hasPrefix("https://") ?? false }

    /// Where to point a browser.
    public var address: String { publicURL ?? "http://\(host):\(port)" }

    /// The host that browsers must name as a form's origin.
    var publicHost: String? {
        publicURL.flatMap { URL(string: $0) }.flatMap { url in
            url.host.map { host in url.port.map { "\(host):\($0)" } ?? host }
        }
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
        if let publicURL, URL(string: publicURL)?.host == nil {
            faults.append("--public-url \(publicURL) is no address. Write it as https://slavery.example.gov.uk")
        }
        return faults
    }

    private var isLoopback: Bool { host == "127.0.0.1" || host == "localhost" || host == "::1" }
}
