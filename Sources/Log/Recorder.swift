public import Calendar
@_spi(Recording) public import Database
import Foundation
public import Ledger
import Vault

/// The only way to change anything: a change and its ledger entry go to disk together, or neither does.
///
/// Promise: `record` returns after both are durable. Waiting changes share one commit, each in its own savepoint, so one
/// that fails is undone alone. A cancelled request does not cancel its change: the writer is a thread of its own.
public final class Recorder: @unchecked Sendable {
    private let database: Database
    private let keys: LedgerKeys
    private let clock: @Sendable () -> Instant
    public let figures = RecorderFigures()
    private let condition = NSCondition()
    private var waiting: [Job] = []  // guarded by condition
    private var stopped: StopReason?  // guarded by condition
    private var lastGroup = 0  // the writer thread's own
    private var before: Instant?  // the writer thread's own

    private enum StopReason { case closed, broken }

    struct Job {
        let kind: EntryClass
        let actor: Actor
        let run: (Transaction, Instant) throws -> [Write.Traced]
        let answer: ((any Error)?) -> Void
    }

    /// At most this many changes share a commit.
    private static let mostInAGroup = 256
    /// Those whom the last commit answered come back within about this time, seconds. Waiting for them fills the next
    /// commit, where otherwise two half groups would take turns at the disk. A person alone never waits.
    private static let patience = 0.002

    public init(database: Database, keys: LedgerKeys, clock: @escaping @Sendable () -> Instant) {
        self.database = database
        self.keys = keys
        self.clock = clock
        let thread = Thread { [weak self] in
            while let group = self?.take() { self?.write(group) }
        }
        thread.name = "granville writer"
        thread.stackSize = 4 << 20
        thread.start()
    }

    /// Runs the change in a transaction and appends what it traced to the organisation's ledger.
    ///
    /// Throws what the change throws (nothing of it is kept), or `RecorderError.notSaved` when the group could not be
    /// committed.
    public func record<T: Sendable>(
        _ kind: EntryClass, by actor: Actor, _ change: @escaping @Sendable (Write) throws -> T
    ) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            var outcome: T?
            submit(Job(kind: kind, actor: actor) { transaction, now in
                let write = Write(transaction, now: now, actor: actor)
                outcome = try change(write)
                guard !write.traces.isEmpty || write.isRepeat else { throw RecorderError.nothingTraced }
                return write.traces
            } answer: { error in
                if let error {
                    continuation.resume(throwing: error)
                } else if let outcome {
                    continuation.resume(returning: outcome)
                } else {
                    continuation.resume(throwing: RecorderError.notSaved)
                }
            })
        }
    }

    private func submit(_ job: Job) {
        condition.lock()
        let stopped = stopped != nil
        if !stopped {
            waiting.append(job)
            condition.signal()
        }
        condition.unlock()
        if stopped { job.answer(RecorderError.notSaved) }
    }

    private func take() -> [Job]? {
        condition.lock()
        defer { condition.unlock() }
        while waiting.isEmpty {
            if stopped != nil { return nil }
            condition.wait()
        }
        let expected = min(lastGroup, Self.mostInAGroup)
        if waiting.count < expected {
            let deadline = Date(timeIntervalSinceNow: Self.patience)
            while waiting.count < expected, stopped == nil, condition.wait(until: deadline) {}
        }
        let group = Array(waiting.prefix(Self.mostInAGroup))
        waiting.removeFirst(group.count)
        lastGroup = group.count
        return group
    }

    private func write(_ group: [Job]) {
        let now = clock()
        var traces: [[Write.Traced]] = Array(repeating: [], count: group.count)
        do {
            let failures = try database.writeGroup(
                group.indices.map { index in
                    { transaction in traces[index] = try group[index].run(transaction, now) }
                },
                seal: { transaction, failures in
                    let written = group.indices.filter { failures[$0] == nil && !traces[$0].isEmpty }
                        .map { (group[$0], traces[$0]) }
                    try LedgerAppend(transaction, keys, now: now, before: before).append(written)
                })
            before = now
            figures.committed(group.count)
            for (job, failure) in zip(group, failures) { job.answer(failure) }
        } catch {
            figures.failed(error)
            // After a failed fsync the kernel may have dropped the pages: a second try could report success for lost
            // data. So the writer stops, and the program must be started again on what the disk really holds.
            if case DatabaseError.broken = error { stop(.broken) }
            for job in group { job.answer(RecorderError.notSaved) }
        }
    }

    private func stop(_ reason: StopReason) {
        condition.lock()
        stopped = reason
        let left = waiting
        waiting = []
        condition.broadcast()
        condition.unlock()
        for job in left { job.answer(RecorderError.notSaved) }
    }

    /// True after the disk or the server failed under a write: only a new start can write again.
    public var isBroken: Bool {
        condition.lock()
        defer { condition.unlock() }
        return stopped == .broken
    }

    /// Something that a change needs could not be written beside the database, such as a new record's keys. Counts as a
    /// change that failed, and a broken disk stops the writer as one of its own would.
    public func failed(_ error: any Error) {
        figures.failed(error)
        if case DatabaseError.broken = error { stop(.broken) }
    }

    /// Changes that nobody has begun to write.
    public var waitingCount: Int {
        condition.lock()
        defer { condition.unlock() }
        return waiting.count
    }

    public func close() { stop(.closed) }

    /// Creates and upgrades the tables of every feature, the ledger's own first.
    public static func prepare(_ database: Database, schemas: [Schema]) throws {
        try database.migrate([logSchema] + schemas, areAll: true)
    }

    /// Throws `DatabaseError` where a newer program has written the database. Changes nothing.
    public static func refuseNewer(_ database: Database, schemas: [Schema]) throws {
        try database.refuseNewer(than: [logSchema] + schemas)
    }
}

public enum RecorderError: Error, Sendable, Equatable {
    /// Nothing of the change was kept.
    case notSaved
    /// A change left no trace; it was undone. A fault of ours, found by any test that runs the change.
    case nothingTraced
}
