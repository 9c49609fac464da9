public import Database
import Pages

/// All routes of this feature: signing in, one's own settings, accounts, posts.
public struct AccountsPages: Sendable {
    private let store: AccountStore
    private let database: Database
    private let uses: [PostUses]
    private let address: String

    /// - Parameters:
    ///   - uses: what other features count of a post, for the page before it is removed.
    ///   - address: scheme and host under which the program is reached.
    public init(store: AccountStore, database: Database, uses: [PostUses] = [], address: String = "") {
        self.store = store
        self.database = database
        self.uses = uses
        self.address = address
    }

    public var routes: [Route] {
        SignInPages(store: store, database: database).routes
            + StepUpPages(store: store, database: database).routes
            + OwnPages(store: store, database: database).routes
            + SecondFactorPages(store: store, database: database).routes
            + SessionPages(store: store, database: database).routes
            + CalendarFeedPages(store: store, database: database, address: address).routes
            + AccountAdministration(store: store, database: database).routes
            + SecondFactorAdministration(store: store, database: database).routes
            + PostPages(store: PostStore(recorder: store.recorder), database: database, uses: uses).routes
    }
}
