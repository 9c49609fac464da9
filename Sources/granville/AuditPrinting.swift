import Accounts
import Database
import Foundation
import Server

extension Services {
    func organisations() throws -> [Organisation] {
        try database.readNow { try AccountStore.organisations($0) }
    }
}

func printJSON(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    print(String(decoding: try encoder.encode(value), as: UTF8.self))
}
