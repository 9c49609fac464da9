import Crypto
import Foundation
import Testing
import Vault

@Suite("Key files are made once, kept to their owner, and explain themselves")
struct KeyFileTests {
    @Test("a root key that was made is the one that is loaded, and its file is the owner's alone")
    func roundTrip() throws {
        try inFolder { folder in
            let path = folder + "/root.key"
            let made = try RootKey.create(at: path)
            let loaded = try RootKey.load(from: path)
            #expect(made.derive("system") == loaded.derive("system"))
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
            #expect(lines.count == 2)
            #expect(lines[0].hasPrefix("# Root key") && lines[0].contains("Keep a copy"))
            #expect(lines[1].count == 64 && lines[1].allSatisfy(\.isHexDigit))
            #expect("\(made)" == "RootKey (hidden)")
        }
    }

    @Test("a key is never overwritten")
    func exclusive() throws {
        try inFolder { folder in
            let path = folder + "/root.key"
            _ = try RootKey.create(at: path)
            let before = try Data(contentsOf: URL(filePath: path))
            #expect(throws: VaultError.exists(path: path)) { try RootKey.create(at: path) }
            #expect(try Data(contentsOf: URL(filePath: path)) == before)
        }
    }

    @Test("two keys are never the same")
    func random() throws {
        try inFolder { folder in
            let keys = try (0..<20).map { try RootKey.create(at: "\(folder)/\($0)").derive("x") }
            #expect(Set(keys.map { $0.withUnsafeBytes { Array($0) } }).count == 20)
        }
    }

    @Test("a file that others can reach is refused, and told how to mend", arguments: [0o640, 0o604, 0o660, 0o644])
    func permissions(mode: Int) throws {
        try inFolder { folder in
            let path = folder + "/root.key"
            _ = try RootKey.create(at: path)
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
            let error = VaultError.openToOthers(path: path, mode: "0" + String(mode, radix: 8))
            #expect(throws: error) { try RootKey.load(from: path) }
            #expect(error.description.contains("Run: chmod 600 \(path)"))
        }
    }

    @Test("damaged files are refused with the reason and the way back")
    func damaged() throws {
        try inFolder { folder in
            let path = folder + "/root.key"
            let hex = String(repeating: "ab", count: 32)
            #expect(problem(with: "# words\n\(hex)\n", at: path) == nil)
            #expect(problem(with: "# words\r\n\r\n\(hex.uppercased())\r\n", at: path) == nil)
            #expect(problem(with: hex, at: path) == nil)
            #expect(problem(with: "", at: path) == .wrongLength(path: path, bytes: 0))
            #expect(problem(with: "# words\n", at: path) == .wrongLength(path: path, bytes: 0))
            #expect(problem(with: "\(hex.dropLast(2))\n", at: path) == .wrongLength(path: path, bytes: 31))
            #expect(problem(with: "\(hex)ff\n", at: path) == .wrongLength(path: path, bytes: 33))
            #expect(problem(with: "\(hex.dropLast())\n", at: path) == .notHex(path: path))
            #expect(problem(with: "\(hex.dropLast())g\n", at: path) == .notHex(path: path))
            #expect(problem(with: "\(hex)\n\(hex)\n", at: path) == .notHex(path: path))
            #expect(throws: VaultError.missing(path: folder + "/none")) { try RootKey.load(from: folder + "/none") }
            #expect(throws: VaultError.self) { try RootKey.load(from: folder) }
            #expect(throws: VaultError.self) { try RootKey.create(at: folder + "/none/root.key") }
        }
    }

    @Test("every message names the file and, on a second line, says what to do")
    func messages() {
        let errors: [VaultError] = [
            .exists(path: "/k"), .missing(path: "/k"), .cannotRead(path: "/k", cause: "c"),
            .cannotWrite(path: "/k", cause: "c"), .notAFile(path: "/k"), .openToOthers(path: "/k", mode: "0644"),
            .notHex(path: "/k"), .wrongLength(path: "/k", bytes: 1),
        ]
        for error in errors {
            let lines = error.description.split(separator: "\n")
            #expect(lines.count == 2 && lines[0].contains("/k") && lines[0].hasPrefix("couldn't"))
        }
    }

    @Test("the system's keys come back from their folder, and a second creation leaves them alone")
    func systemKeys() throws {
        try inFolder { folder in
            #expect(!SystemKeys.anyExist(in: folder))
            let made = try SystemKeys.create(in: folder)
            #expect(SystemKeys.anyExist(in: folder))
            let loaded = try SystemKeys.load(from: folder)
            #expect(loaded.system == made.system)
            #expect(loaded.system == loaded.root.derive("system"))
            #expect(loaded.ledger.rawRepresentation == made.ledger.rawRepresentation)
            #expect(throws: VaultError.exists(path: folder + "/root.key")) { try SystemKeys.create(in: folder) }
            #expect(try SystemKeys.load(from: folder + "/").system == made.system)
        }
    }

    @Test("half a pair of key files is never completed in silence")
    func half() throws {
        for (lost, kept) in [("root.key", "ledger.key"), ("ledger.key", "root.key")] {
            try inFolder { folder in
                _ = try SystemKeys.create(in: folder)
                try FileManager.default.removeItem(atPath: "\(folder)/\(lost)")
                #expect(SystemKeys.anyExist(in: folder))
                #expect(throws: VaultError.missing(path: "\(folder)/\(lost)")) { try SystemKeys.load(from: folder) }
                #expect(throws: VaultError.exists(path: "\(folder)/\(kept)")) { try SystemKeys.create(in: folder) }
                #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [kept])
            }
        }
    }

    private func problem(with text: String, at path: String) -> VaultError? {
        do {
            try text.write(toFile: path, atomically: false, encoding: .utf8)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
            _ = try RootKey.load(from: path)
        } catch let error as VaultError {
            return error
        } catch {
            Issue.record(error)
        }
        return nil
    }

    private func inFolder(_ body: (String) throws -> Void) throws {
        let folder = NSTemporaryDirectory() + "keys-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }
}
