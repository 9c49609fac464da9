import Accounts
import Database
import Log
import Pages

/// `/metrics`: figures in the text format of Prometheus, version 0.0.4, checked 2026-11-22.
struct MetricsText {
    static let path = "/metrics"
    static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    static func route(_ services: Services) -> Route {
        .open(path) { _, _, reader in
            .file(Array(try MetricsText(services, reader).text.utf8), contentType)
        }.onlyFor { allows($0, services.settings) }
    }

    /// For whoever knows the token; without one, for this computer, unless a proxy stands in front: then every request
    /// comes from this computer.
    static func allows(_ caller: Caller, _ settings: Settings) -> Bool {
        if let token = settings.metricsToken { return sameBytes(caller.authorization, "Bearer \(token)") }
        return settings.publicURL == nil && caller.isThisComputer
    }

    /// In a time that does not tell how much of it was right.
    private static func sameBytes(_ given: String, _ expected: String) -> Bool {
        let given = Array(given.utf8)
        let expected = Array(expected.utf8)
        var difference = given.count ^ expected.count
        for (index, byte) in expected.enumerated() { difference |= Int(byte ^ (index < given.count ? given[index] : 0)) }
        return difference == 0
    }

    private(set) var text = ""

    private init(_ services: Services, _ reader: Reader) throws {
        addRequests(services.requests.now)
        addRecorder(services.recorder)
        head("granville_ledger_entries", "gauge", "Entries in the ledger of an organisation.")
        for organisation in try AccountStore.organisations(reader) {
            let size = try LedgerPosition.size(reader, organisation: organisation.id)
            line("granville_ledger_entries", [("organisation", "\(organisation.id)")], "\(size)")
        }
        add("granville_database_bytes", "gauge", "Size of the database.", "\(try reader.databaseBytes())")
        if let connections = services.database.connections {
            head("granville_database_connections", "gauge", "PostgreSQL connections for reading.")
            line("granville_database_connections", [("state", "busy")], "\(connections.busy)")
            line("granville_database_connections", [("state", "free")], "\(connections.all - connections.busy)")
        }
        if let room = services.room.now {
            add("granville_disk_free_bytes", "gauge", "Room on the disk of the data folder.", "\(room.free)")
            add("granville_disk_bytes", "gauge", "Size of that disk.", "\(room.all)")
        }
        add("granville_read_only", "gauge", "1 while changes are refused.", services.refusesChanges ? "1" : "0")
    }

    private mutating func addRequests(_ values: RequestFigures.Values) {
        add("granville_requests_running", "gauge", "Requests that are being answered.", "\(values.running)")
        head("granville_requests_total", "counter", "Requests answered, by route and class of status.")
        for (key, count) in values.counts.sorted(by: { $0.key < $1.key }) {
            line(
                "granville_requests_total", [("method", key.method), ("route", key.route), ("status", key.status)], "\(count)")
        }
        head("granville_request_seconds", "histogram", "Seconds until an answer was ready, by route.")
        for (route, times) in values.times.sorted(by: { $0.key < $1.key }) {
            var sum = 0
            for (bound, count) in zip(RequestFigures.bounds.map { "\($0)" } + ["+Inf"], times.counts) {
                sum += count
                line("granville_request_seconds_bucket", [("route", route), ("le", bound)], "\(sum)")
            }
            line("granville_request_seconds_sum", [("route", route)], "\(times.seconds)")
            line("granville_request_seconds_count", [("route", route)], "\(sum)")
        }
    }

    private mutating func addRecorder(_ recorder: Recorder) {
        let values = recorder.figures.now
        add("granville_recorder_waiting", "gauge", "Changes that wait for the writer.", "\(recorder.waitingCount)")
        add("granville_recorder_groups_total", "counter", "Commits.", "\(values.groups)")
        add("granville_recorder_changes_total", "counter", "Changes in those commits.", "\(values.changes)")
        add("granville_recorder_largest_group", "gauge", "Most changes that shared a commit.", "\(values.largestGroup)")
        add("granville_recorder_failed_groups_total", "counter", "Commits that failed.", "\(values.failedGroups)")
    }

    private mutating func add(_ name: String, _ type: String, _ help: String, _ value: String) {
        head(name, type, help)
        line(name, [], value)
    }

    private mutating func head(_ name: String, _ type: String, _ help: String) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
    }

    private mutating func line(_ name: String, _ labels: [(String, String)], _ value: String) {
        let written = labels.map { "\($0.0)=\"\(Self.escaped($0.1))\"" }.joined(separator: ",")
        text += written.isEmpty ? "\(name) \(value)\n" : "\(name){\(written)} \(value)\n"
    }

    private static func escaped(_ value: String) -> String {
        value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
}
