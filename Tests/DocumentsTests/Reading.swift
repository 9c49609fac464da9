import Foundation
import Testing

@testable import Documents

/// Fixture files, by their name.
func fixture(_ name: String, file: String = #filePath) throws -> [UInt8] {
    let folder = URL(fileURLWithPath: file).deletingLastPathComponent().deletingLastPathComponent()
    return [UInt8](try Data(contentsOf: folder.appendingPathComponent("Fixtures/documents/\(name)")))
}

func read(_ text: String, name: String? = nil) throws -> SourceDocument {
    try DocumentReader.read(Array(text.utf8), name: name)
}

/// The sentence that the person gets.
func refusal(of bytes: [UInt8], name: String? = nil) -> SourceError? {
    do {
        _ = try DocumentReader.read(bytes, name: name)
        return nil
    } catch { return error as? SourceError }
}

extension SourceDocument {
    var tables: [Table] {
        blocks.compactMap { if case .table(let table) = $0 { table } else { nil } }
    }

    var paragraphs: [Paragraph] {
        blocks.compactMap { if case .paragraph(let paragraph) = $0 { paragraph } else { nil } }
    }

    /// The texts of all rows of all tables.
    var rows: [[String]] { tables.flatMap(\.rows).map { $0.cells.map(\.text) } }
}
