public import Accounts
public import Database
public import Log

/// The auditor's pages.
public struct AuditPages: Sendable {
    private let keys: LedgerKeys
    private let recorder: Recorder
    private let database: Database

    public init(keys: LedgerKeys, recorder: Recorder, database: Database) {
        self.keys = keys
        self.recorder = recorder
        self.database = database
    }

    public var routes: [Route] { [] }
}
