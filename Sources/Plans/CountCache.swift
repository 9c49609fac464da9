import Database
import Log
import Synchronization

/// Remembers how many rows a query has for as long as the ledger has not grown: exact, because nothing changes without
/// an entry. Counting 100,000 rows for each page of 25 would cost more than all else on the page.
final class CountCache: Sendable {
    private struct Known {
        var ledgerSize: Int
        var counts: [SQLKey: Int]
    }

    private let known = Mutex<[Int: Known]>([:])

    /// More different queries than this are not kept: a person's filters are few.
    private static let mostQueries = 500

    func count(_ query: SQL, _ reader: Reader, organisation: Int) throws -> Int {
        let size = try LedgerPosition.size(reader, organisation: organisation)
        let key = query.key
        let found = known.withLock { known -> Int? in
            guard let mine = known[organisation], mine.ledgerSize == size else { return nil }
            return mine.counts[key]
        }
        if let found { return found }
        let count = try reader.count(query)
        known.withLock { known in
            var mine = known[organisation] ?? Known(ledgerSize: size, counts: [:])
            if mine.ledgerSize < size || mine.counts.count >= Self.mostQueries { mine = Known(ledgerSize: size, counts: [:]) }
            if mine.ledgerSize == size { mine.counts[key] = count }
            known[organisation] = mine
        }
        return count
    }
}
