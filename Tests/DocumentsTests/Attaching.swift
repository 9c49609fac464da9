import Foundation
import Spools

@testable import Documents

/// Bytes that are there whole, cleaned as if they had been sent, and what came of them whole.
extension AttachedFile {
    init(cleaning bytes: [UInt8]) throws {
        let spool = Spool(in: NSTemporaryDirectory())
        try spool.add(bytes)
        try self.init(cleaning: spool)
    }

    var bytes: [UInt8] {
        get throws {
            var all: [UInt8] = []
            try give(by: 10_000) { chunk, _ in all += chunk }
            return all
        }
    }

    /// Whether both are the same for whoever gets them.
    func isSame(as other: AttachedFile) throws -> Bool {
        try kind == other.kind && remains == other.remains && length == other.length && bytes == other.bytes
    }
}
