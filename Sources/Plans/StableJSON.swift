import Foundation

/// JSON that is byte for byte the same for the same value, so that its hash can be kept and compared.
enum StableJSON {
    static func bytes(_ value: some Encodable, _ more: JSONEncoder.OutputFormatting = []) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = more.union([.sortedKeys, .withoutEscapingSlashes])
        return [UInt8](try encoder.encode(value))
    }
}
