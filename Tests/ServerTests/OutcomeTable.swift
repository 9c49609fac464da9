import Accounts
import Foundation
import Testing

/// A table in `Tests/Fixtures` of who may do what, each cell of which is tried.
struct OutcomeTable {
    let file: String
    let header: String
    /// Columns that name what is done; the outcomes follow.
    let keys: Int
    /// Between the columns of a name.
    let separator: String
    /// Outcomes beside one a role.
    var others = 0

    var fixture: URL {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fixtures/\(file)")
    }

    /// Outcomes by name, in the order of the header.
    func read() throws -> [String: [String]] {
        let lines = try String(contentsOf: fixture, encoding: .utf8).split(separator: "\n")
        #expect(lines.first.map(String.init) == header)
        var table: [String: [String]] = [:]
        for line in lines.dropFirst() {
            let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            guard cells.count == keys + others + Role.allCases.count else {
                Issue.record("\(file): “\(line)” has \(cells.count) cells")
                continue
            }
            let name = cells[..<keys].joined(separator: separator)
            #expect(table[name] == nil, "\(file): “\(name)” stands twice")
            table[name] = Array(cells[keys...])
        }
        return table
    }
}
