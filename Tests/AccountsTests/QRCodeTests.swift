import Foundation
import Testing
@testable import Accounts

/// Against the PyPI package qrcode: `Tests/Fixtures/qr/make.py`. A reader that is a stranger too looks at the real page in
/// `Tests/Browser/test_second_factor.py`.
@Suite("QR codes")
struct QRCodeTests {
    struct Drawn: Decodable, Sendable, CustomTestStringConvertible {
        let text: String
        let version: Int
        let mask: Int
        let rows: [String]

        var testDescription: String { "version \(version), mask \(mask), \(text.utf8.count) bytes" }
    }

    static func drawn() throws -> [Drawn] {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Fixtures/qr/codes.json")
        return try JSONDecoder().decode([Drawn].self, from: try Data(contentsOf: file))
    }

    @Test("each version and each mask is drawn module by module as another program draws it")
    func modules() throws {
        let all = try Self.drawn()
        #expect(Set(all.map(\.version)) == Set(1...QRCode.largestVersion) && Set(all.map(\.mask)) == Set(0..<8))
        for drawn in all {
            let code = try #require(QRCode(drawn.text, mask: drawn.mask))
            #expect(code.version == drawn.version, "\(drawn.testDescription)")
            let rows = (0..<code.size).map { y in
                String((0..<code.size).map { code.isDark($0, y) ? "1" : "0" })
            }
            #expect(rows == drawn.rows, "\(drawn.testDescription)")
        }
    }

    @Test("a text that is too long for the largest version gives none")
    func tooLong() {
        #expect(QRCode(String(repeating: "x", count: 666))?.version == 20)
        #expect(QRCode(String(repeating: "x", count: 667)) == nil)
        #expect(QRCode("")?.version == 1)
    }

    @Test("the link of the longest sign-in name still fits a code that a phone reads")
    func link() throws {
        let names = ["a@b", String(repeating: "x", count: 200), String(repeating: "å", count: 200), "👩‍🚒👩‍🚒@example.org"]
        for login in names {
            let link = OneTimeCode.link(secret: [UInt8](repeating: 255, count: 20), login: login)
            #expect(link.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f })
            #expect(try #require(QRCode(link)).version <= 11, "\(link)")
        }
    }

    @Test("the path paints each dark module once and nothing else")
    func path() throws {
        let code = try #require(QRCode("granville"))
        var painted = Set<[Int]>()
        for run in code.path.split(separator: "M") {
            let numbers = run.split { !$0.isNumber }.compactMap { Int($0) }
            for x in numbers[0]..<numbers[0] + numbers[2] { #expect(painted.insert([x, numbers[1]]).inserted) }
        }
        for y in 0..<code.size {
            for x in 0..<code.size {
                #expect(painted.contains([x + QRCode.quiet, y + QRCode.quiet]) == code.isDark(x, y))
            }
        }
        #expect(painted.count == code.modules.count { $0 })
    }
}
