/// What went wrong below the rules. For operators: never shown to a person as it is, and never with a row's values.
public enum DatabaseError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A uniqueness, NOT NULL, CHECK or foreign key rule of the schema refused the row.
    case refused(String)
    /// No room on the disk: nothing of the transaction was kept.
    case full
    /// The disk or the server failed; what was not yet acknowledged may be gone.
    case broken(String)
    /// Another process holds the database.
    case busy
    case closed
    case unexpectedNull(column: Int)
    case failed(String)
    /// The database was written by a newer program than this one.
    case newer(feature: String, found: Int, known: Int)
    case unknownFeature(String)
    /// A program that comes with PostgreSQL is not on this computer.
    case toolMissing(String, package: String)

    public var description: String {
        switch self {
        case .refused(let why): "couldn't write the row: \(why)"
        case .full: "couldn't write: the disk is full"
        case .broken(let why): "couldn't reach the disk or the server: \(why)"
        case .busy: "couldn't get the database: another process is holding it"
        case .closed: "couldn't use the database: it is closed"
        case .unexpectedNull(let column): "couldn't decode a row: column \(column) is empty"
        case .failed(let why): "couldn't run the statement: \(why)"
        case .newer(let feature, let found, let known):
            """
            couldn't open the database: its \(feature) tables are at version \(found) and this program knows \(known)
            hint: start it with the newer granville that last used it
            """
        case .unknownFeature(let feature):
            """
            couldn't open the database: it has tables of “\(feature)”, which this program does not know
            hint: start it with the newer granville that last used it
            """
        case .toolMissing(let tool, let package):
            "couldn't find the program \(tool) on this computer\nhint: apt-get install \(package)"
        }
    }
}
