import Database
import Synchronization

/// What the recorder did since the start. Safe from any thread.
public final class RecorderFigures: Sendable {
    public struct Values: Sendable {
        public var groups = 0
        public var changes = 0
        public var largestGroup = 0
        public var failedGroups = 0
        /// The last commit failed because there was no room, and none has succeeded since.
        public var isOutOfRoom = false
    }

    private let values = Mutex(Values())

    public var now: Values { values.withLock { $0 } }

    func committed(_ changes: Int) {
        values.withLock { values in
            values.groups += 1
            values.changes += changes
            values.largestGroup = max(values.largestGroup, changes)
            values.isOutOfRoom = false
        }
    }

    func failed(_ error: any Error) {
        values.withLock { values in
            values.failedGroups += 1
            if case DatabaseError.full = error { values.isOutOfRoom = true }
        }
    }
}
