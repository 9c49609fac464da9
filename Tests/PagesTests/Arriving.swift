import Foundation
import Spools

@testable import Pages

/// A body that is there whole, read as if it came in pieces.
extension FormData {
    init(contentType: String, body: [UInt8], pieces: [Int] = [], textLimit: Int = 1 << 20) throws {
        var reader = try FormReader(contentType: contentType, textLimit: textLimit, spool: { Spool(in: NSTemporaryDirectory()) })
        var start = 0
        for end in pieces + [body.count] {
            try reader.add(body[start..<end])
            start = end
        }
        self = try reader.finish()
    }

    init(multipart body: [UInt8], boundary: String) throws {
        try self.init(contentType: "multipart/form-data; boundary=\"\(boundary)\"", body: body)
    }
}
