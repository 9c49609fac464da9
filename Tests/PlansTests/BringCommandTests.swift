import Foundation
import Support
import Testing

/// The built program, run as a person runs it.
enum Program {
    /// Where the tests stand, the program stands beside them.
    static let path: String? = {
        var folder = Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" }?.deletingLastPathComponent()
            ?? URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        for _ in 0..<4 {
            let program = folder.appendingPathComponent("granville").path
            if FileManager.default.isExecutableFile(atPath: program) { return program }
            folder = folder.deletingLastPathComponent()
        }
        let built = packageFolder.appendingPathComponent(".build/debug/granville").path
        return FileManager.default.isExecutableFile(atPath: built) ? built : nil
    }()

    struct Outcome {
        let code: Int32
        let out: String
        let errors: String
    }

    static func run(_ arguments: String..., input: String = "", from folder: String = NSTemporaryDirectory()) throws -> Outcome {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(path))
        process.arguments = arguments
        process.currentDirectoryURL = URL(fileURLWithPath: folder)
        let names = ["in", "out", "err"].map { "\(NSTemporaryDirectory())granville-\(UUID().uuidString).\($0)" }
        defer { for name in names { try? FileManager.default.removeItem(atPath: name) } }
        try Data(input.utf8).write(to: URL(fileURLWithPath: names[0]))
        for name in names.dropFirst() { _ = FileManager.default.createFile(atPath: name, contents: nil) }
        process.standardInput = FileHandle(forReadingAtPath: names[0])
        process.standardOutput = FileHandle(forWritingAtPath: names[1])
        process.standardError = FileHandle(forWritingAtPath: names[2])
        try process.run()
        process.waitUntilExit()
        return Outcome(
            code: process.terminationStatus,
            out: String(decoding: try Data(contentsOf: URL(fileURLWithPath: names[1])), as: UTF8.self),
            errors: String(decoding: try Data(contentsOf: URL(fileURLWithPath: names[2])), as: UTF8.self))
    }
}

@Suite("granville plan", .enabled(if: Program.path != nil, "the program is not built"))
struct BringCommandTests {
    private static func fixture(_ name: String) -> String {
        packageFolder.appendingPathComponent("Tests/Fixtures/plans/\(name)").path
    }

    private func object(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    @Test("--dry-run --json prints one object, needs no folder, and leaves none behind")
    func dryRun() throws {
        let folder = NSTemporaryDirectory() + "granville-cli-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let done = try Program.run("plan", "import", Self.fixture("marsham-vale-2019.txt"), "--dry-run", "--json", from: folder)
        #expect(done.code == 0)
        #expect(done.errors == "")
        let plan = try object(done.out)
        for name in ["themes", "objectives", "levels", "actions", "steps", "posts", "legend", "warnings"] {
            #expect(plan[name] is [Any], "\(name)")
        }
        let warnings = try #require(plan["warnings"] as? [[String: Any]])
        #expect(warnings.contains { ($0["message"] as? String)?.contains("30 June 2020") == true && $0["row"] is Int && $0["column"] is Int })
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
    }

    @Test("the real plan's counts, from standard input too", .enabled(if: hasRealPlans))
    func real() throws {
        let file = realPlans.appendingPathComponent("south-gloucestershire-2017.txt")
        let one = try Program.run("plan", "import", file.path, "--dry-run", "--json")
        let plan = try object(one.out)
        #expect(["themes", "objectives", "levels", "actions", "legend"].map { (plan[$0] as? [Any])?.count } == [4, 19, 28, 30, 6])
        let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        let two = try Program.run("plan", "import", "-", "--dry-run", "--json", input: text)
        #expect(try object(two.out)["counts"] as? [String: Int] == plan["counts"] as? [String: Int])
    }

    @Test("a wrong file fails with one message and 1, wrong use with 64")
    func codes() throws {
        let missing = try Program.run("plan", "import", "/nowhere/plan.docx", "--dry-run", "--json")
        #expect(missing.code == 1 && missing.out == "" && missing.errors.contains("/nowhere/plan.docx"))
        let bomb = packageFolder.appendingPathComponent("Tests/Fixtures/documents/entity-bomb.docx").path
        let refused = try Program.run("plan", "import", bomb, "--dry-run", "--json")
        #expect(refused.code == 1 && refused.out == "")
        #expect(refused.errors.split(separator: "\n").count == 1, "\(refused.errors)")
        let rows = "Objective\tAction\tLead\tDeadline\n" + String(repeating: "a\tb\tc\td\n", count: 50_000)
        let many = try Program.run("plan", "import", "-", "--dry-run", "--json", input: rows)
        #expect(many.code == 1 && many.errors.contains("Row 5"))
        #expect(try Program.run("plan", "import").code == 64)
        let fixture = Self.fixture("marsham-vale-2019.txt")
        #expect(try Program.run("plan", "import", fixture, "--dry-run", "--map", "3=nonsense").code == 64)
        #expect(try Program.run("plan", "import", fixture, "--dry-run", "--map", "40=lead").code == 64)
        let nowhere = try Program.run("plan", "import", fixture, "--yes", "--data", "/nowhere/granville")
        #expect(nowhere.code == 1 && nowhere.errors.contains("granville init"))
    }

    @Test("a file of 200 MB is refused by its size")
    func large() throws {
        let path = NSTemporaryDirectory() + "granville-large-\(UUID().uuidString).docx"
        _ = FileManager.default.createFile(atPath: path, contents: nil)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let handle = try #require(FileHandle(forWritingAtPath: path))
        try handle.truncate(atOffset: 200 << 20)
        try handle.close()
        let refused = try Program.run("plan", "import", path, "--dry-run")
        #expect(refused.code == 1 && refused.errors.contains("25 MB"))
    }

    @Test("a column can be named by its heading or number, and a terminal gets words")
    func map() throws {
        let fixture = Self.fixture("marsham-vale-2019.txt")
        let words = try Program.run("plan", "import", fixture, "--dry-run", "--map", "Progress update=ignore", "--map", "5=lead", "--title", "Ours")
        #expect(words.code == 0)
        #expect(words.out.contains("“Ours”") && words.out.contains("“Progress update”: ignore, 100% sure"))
        #expect(!words.out.contains("\u{1B}"))
    }

    @Test("saves, lists, proposes nothing for the same file, undoes and brings back")
    func whole() throws {
        let folder = NSTemporaryDirectory() + "granville-cli-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let made = try Program.run(
            "init", "--data", folder, "--organisation", "Sallowby", "--name", "Ada", "--login", "ada@example.org",
            "--password-file", "-", input: "four odd words in a row\n")
        #expect(made.code == 0, "\(made.errors)")
        let fixture = Self.fixture("marsham-vale-2019.txt")
        let unasked = try Program.run("plan", "import", fixture, "--data", folder)
        #expect(unasked.code == 1 && unasked.errors.contains("--yes"))
        let saved = try Program.run("plan", "import", fixture, "--data", folder, "--yes", "--json", "--statuses")
        #expect(saved.code == 0, "\(saved.errors)")
        let batch = try #require(try object(saved.out)["import"] as? String)
        #expect(saved.errors.contains("granville plan undo \(batch)"))
        let again = try Program.run("plan", "import", fixture, "--data", folder, "--yes", "--json")
        #expect(again.code == 0 && again.errors.contains("nothing to save"))
        #expect(try object(again.out)["import"] is NSNull)
        let list = try object(try Program.run("plan", "list", "--data", folder, "--json").out)
        #expect((list["plans"] as? [Any])?.count == 1 && (list["imports"] as? [Any])?.count == 1)
        #expect(try Program.run("plan", "undo", "nonsense", "--data", folder).code == 1)
        #expect(try Program.run("plan", "undo", batch, "--data", folder).code == 0)
        #expect(try (object(try Program.run("plan", "list", "--data", folder, "--json").out)["plans"] as? [Any])?.count == 0)
        #expect(try Program.run("plan", "undo", batch, "--bring-back", "--data", folder).code == 0)
        #expect(try Program.run("plan", "list", "--data", folder).out.contains("Anti-Slavery Action Plan 2019"))
    }
}
