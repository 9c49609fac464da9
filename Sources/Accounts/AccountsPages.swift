public import Database
import Pages

/// All routes of this feature: signing in, one's own settings, accounts, posts.
public struct AccountsPages: Sendable {
    private let store: AccountStore
    private let database: Database

    public init(store: AccountStore, database: Database) {
        self.store = store
        self.database = database
    }

    public var routes: [Route] {
        SignInPages(store: store, database: database).routes
            + OwnPages(store: store, database: database).routes
    }
}
