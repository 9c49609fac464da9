import Accounts
import Database
import Foundation
import Ledger
import Log
import Server

extension Services {
    func organisations() throws -> [Organisation] {
        try database.readNow { try AccountStore.organisations($0) }
    }

    /// Asks the witnesses to vouch for the newest checkpoint, and says of each that could not. What is asked for goes on.
    func askWitnesses(_ organisation: Int) async throws {
        try await witnesses.ask(organisation)
        for one in try await database.read({ try witnesses.all($0, organisation: organisation) }) {
            if let problem = one.problem { say("\(one.cosigner.name) has not vouched for it. \(problem.words)") }
        }
    }
}

func printJSON(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    print(String(decoding: try encoder.encode(value), as: UTF8.self))
}
