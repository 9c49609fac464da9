import Documents
import Foundation
import Plans
import Testing

/// The folder that holds the package.
let packageFolder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// Two real plans, where they lie beside the project; they are no part of it.
let realPlans = packageFolder.deletingLastPathComponent().appendingPathComponent("shared/plans")

let hasRealPlans = FileManager.default.fileExists(atPath: realPlans.path)

func document(_ text: String, name: String = "plan.txt") throws -> SourceDocument {
    try DocumentReader.read(Array(text.utf8), name: name)
}

func fixturePlan(_ name: String) throws -> SourceDocument {
    let file = packageFolder.appendingPathComponent("Tests/Fixtures/plans/\(name)")
    return try DocumentReader.read([UInt8](Data(contentsOf: file)), name: name)
}

func realPlan(_ name: String) throws -> SourceDocument {
    try DocumentReader.read([UInt8](Data(contentsOf: realPlans.appendingPathComponent(name))), name: name)
}

extension ImportedPlan {
    func posts(of action: Action) -> [String] {
        action.posts.map { posts[$0].abbreviation.isEmpty ? posts[$0].title : posts[$0].abbreviation }
    }

    func steps(of action: Action) -> [Step] { steps.filter { $0.action == action.id } }

    func action(_ beginning: String) -> Action? { actions.first { $0.text.hasPrefix(beginning) } }

    func objective(_ beginning: String) -> Objective? { objectives.first { $0.text.hasPrefix(beginning) } }
}
