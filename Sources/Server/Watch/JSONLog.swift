import Calendar
import Foundation
public import Logging

/// One JSON object a line: time, level, message, and each value under its own name.
public struct JSONLog: LogHandler {
    public var logLevel: Logger.Level = .info
    public var metadata: Logger.Metadata = [:]
    public var metadataProvider: Logger.MetadataProvider?
    private let write: @Sendable ([UInt8]) -> Void

    /// To standard error.
    public init() { self.init { FileHandle.standardError.write(Data($0)) } }

    /// `write` takes a whole line with its line feed.
    init(write: @escaping @Sendable ([UInt8]) -> Void) { self.write = write }

    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    public func log(event: LogEvent) {
        var line = "{\"time\":\(Self.quoted(Instant.now().iso)),\"level\":\(Self.quoted(event.level.rawValue)),"
        line += "\"message\":\(Self.quoted(event.message.description))"
        var all = metadata
        all.merge(event.metadata ?? [:]) { _, new in new }
        if let error = event.error { all["error"] = "\(error)" }
        for (name, value) in all.sorted(by: { $0.key < $1.key }) where !Self.own.contains(name) {
            line += ",\(Self.quoted(name)):\(Self.number(name, value) ?? Self.quoted(value.description))"
        }
        write(Array((line + "}\n").utf8))
    }

    private static let own: Set<String> = ["time", "level", "message"]

    private static func number(_ name: String, _ value: Logger.Metadata.Value) -> String? {
        guard name == "status" || name == "ms", let number = Double(value.description), number.isFinite else { return nil }
        return value.description
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted.unicodeScalars.append(contentsOf: ["\\", scalar])
            case "\n": quoted += "\\n"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F || scalar.value == 0x2028 || scalar.value == 0x2029:
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
