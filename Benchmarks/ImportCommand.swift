import ArgumentParser
import Documents
import Foundation
import Plans

/// How long a plan's document takes from bytes to a plan with every word accounted for.
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "import", abstract: "Time the reading of a plan.")

    @Argument(help: "The plan's document.")
    var file: String

    @Option(help: "How often; the first and the median are told.")
    var times = 21

    func run() throws {
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
        let name = URL(fileURLWithPath: file).lastPathComponent
        var taken: [Double] = []
        var objectives = 0
        for _ in 0..<times {
            let start = DispatchTime.now().uptimeNanoseconds
            let plan = PlanImport.read(try DocumentReader.read(bytes, name: name))
            taken.append(Double(DispatchTime.now().uptimeNanoseconds - start) / 1e6)
            objectives = plan.objectives.count
        }
        let results = [
            "first_milliseconds": taken[0], "median_milliseconds": taken.sorted()[taken.count / 2],
            "objectives": Double(objectives),
        ]
        print(String(decoding: try JSONEncoder().encode(results), as: UTF8.self))
    }
}
