public import Accounts
public import Database
public import Log

/// All routes of this feature.
public struct PlansPages: Sendable {
    private let recorder: Recorder
    private let database: Database

    public init(recorder: Recorder, database: Database) {
        self.recorder = recorder
        self.database = database
    }

    public var routes: [Route] {
        let store = PlanStore(recorder: recorder)
        return BoardPages().routes
            + ObjectivePages(store: store, database: database).routes
            + ActionPages(store: store, database: database).routes
            + RhythmPages(store: store, database: database).routes
            + EditPages(store: store, database: database).routes
            + BringPages(recorder: recorder, database: database).routes
            + ExportPages(recorder: recorder, database: database).routes
            + WorkPages().routes
            + CalendarPages().routes
            + VersionPages(store: VersionStore(plans: store), database: database).routes
            + PublicPages().routes
            + ChecksPages(store: ChecksStore(plans: store), database: database).routes
            + PackPages(store: PackStore(plans: store), database: database).routes
            + UpdatePages(store: store, database: database).routes
    }
}
