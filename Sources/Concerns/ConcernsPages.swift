public import Accounts
public import Database
public import Log

/// All routes of this feature.
public struct ConcernsPages: Sendable {
    private let store: ConcernStore
    private let database: Database
    private let settings: ConcernSettings
    private let list: @Sendable (Int) -> LedgerList
    private let cases: CaseOpening?

    /// - Parameters:
    ///   - list: reads an organisation's ledger, for who looked.
    ///   - cases: how a decision opens a case.
    public init(
        store: ConcernStore, database: Database, settings: ConcernSettings,
        list: @escaping @Sendable (Int) -> LedgerList, cases: CaseOpening? = nil
    ) {
        self.store = store
        self.database = database
        self.settings = settings
        self.list = list
        self.cases = cases
    }

    public var routes: [Route] {
        PublicPages(store: store, database: database, settings: settings).routes
            + StaffPages(store: store, database: database, settings: settings).routes
            + OwnConcernPages(store: store, database: database).routes
            + QueuePages(store: store, database: database, settings: settings).routes
            + ConcernPages(store: store, database: database, list: list, cases: cases).routes
    }
}
