import Ledger

extension LedgerReading {
    /// The ledgers before this one are read from end to end as well, each against what the next one says of it.
    mutating func readClosed(_ progress: (Int, Int) -> Void) throws {
        for fault in try ClosedLedgers.faults(reader, keys, organisation) { find("ledger_closed", fault) }
        report.closed = try ClosedLedgers.all(reader, keys, organisation)
        for closed in report.closed {
            var reading = try LedgerReading(reader, keys, organisation, closed: closed)
            try reading.readEntries(progress)
            try reading.readHead()
            try reading.readIndex()
            try reading.readCosignatures()
            let name = "Ledger \(closed.number)"
            if reading.report.entries != closed.size || reading.report.root != closed.root {
                find("ledger_closed", "\(name): it is no longer what it was when the next one began.")
            }
            for finding in reading.report.findings { find(finding.table, "\(name), \(finding.words)") }
            report.findingsOmitted += reading.report.findingsOmitted
        }
    }
}
