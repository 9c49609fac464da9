public import Accounts
public import Database
public import Log

/// All routes of this feature.
public struct PlansPages: Sendable {
    let recorder: Recorder
    let database: Database

    public init(recorder: Recorder, database: Database) {
        self.recorder = recorder
        self.database = database
    }

    public var routes: [Route] { BringPages(recorder: recorder, database: database).routes }
}
