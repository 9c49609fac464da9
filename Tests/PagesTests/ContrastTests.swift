import Foundation
import Testing

@testable import Pages

/// Measured from the stylesheet itself, because browsers' checkers cannot tell the contrast of drawings and lone signs.
@Suite("Colours can be told from what they stand on")
struct ContrastTests {
    struct Look: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let colours: [String: String]

        func contrast(_ first: String, _ second: String) throws -> Double {
            let lights = try [first, second].map { try luminance(#require(colours[$0], "no --gv-\($0)")) }.sorted()
            return (lights[1] + 0.05) / (lights[0] + 0.05)
        }

        /// WCAG 2.2, relative luminance.
        private func luminance(_ hex: String) throws -> Double {
            let number = try #require(Int(hex.dropFirst(), radix: 16))
            let parts = [number >> 16 & 255, number >> 8 & 255, number & 255].map { part -> Double in
                let share = Double(part) / 255
                return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
            }
            return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
        }
    }

    static let looks: [Look] = {
        let css = String(decoding: PackageResources.tokens_css, as: UTF8.self)
        let halves = css.components(separatedBy: "@media (prefers-color-scheme: dark)")
        let light = tokens(halves[0])
        return [
            Look(testDescription: "light", colours: light),
            Look(testDescription: "dark", colours: light.merging(tokens(halves[1])) { $1 }),
        ]
    }()

    static func tokens(_ css: String) -> [String: String] {
        var found: [String: String] = [:]
        for match in css.matches(of: #/--gv-([a-z0-9-]+): (#[0-9a-f]{6});/#) {
            found[String(match.1)] = String(match.2)
        }
        return found
    }

    @Test("words: 4.5 to 1", arguments: looks)
    func words(look: Look) throws {
        var pairs = Tone.allCases.flatMap { [("\($0)-ink", "\($0)-ground"), ("\($0)-ink", "paper")] }
        pairs += [
            ("ink", "paper"), ("ink", "sheet"), ("ink", "shade"), ("muted", "paper"), ("muted", "shade"),
            ("accent", "paper"),
            ("accent", "shade"), ("accent-deep", "paper"), ("accent-deep", "shade"), ("on-accent", "accent"),
            ("on-accent", "accent-deep"), ("paper", "ink"), ("paper", "red-mark"), ("paper", "red-ink"),
        ]
        for (first, second) in pairs {
            let contrast = try look.contrast(first, second)
            #expect(contrast >= 4.5, "\(first) on \(second) is \(contrast)")
        }
    }

    @Test("marks, lines, boxes and bars: 3 to 1", arguments: looks)
    func graphics(look: Look) throws {
        var pairs = [
            ("line", "paper"), ("line", "sheet"), ("accent", "paper"), ("amber-ink", "paper"),
            ("amber-ink", "amber-mark"),
        ]
        // Amber is outlined with its ink: light amber on white paper is 2 to 1.
        pairs += ["red", "green", "blue", "grey"].map { ("\($0)-mark", "paper") }
        pairs += ["red", "green", "blue", "grey"].map { ("\($0)-mark", "\($0)-ground") }
        pairs += (1...4).map { ("series-\($0)", "paper") }
        for (first, second) in pairs where look.testDescription == "light" || !first.hasPrefix("amber-ink") {
            let contrast = try look.contrast(first, second)
            #expect(contrast >= 3, "\(first) on \(second) is \(contrast)")
        }
        if look.testDescription == "dark" { #expect(try look.contrast("amber-mark", "paper") >= 3) }
    }

    @Test("paper takes the light colours, whatever the screen shows")
    func printed() throws {
        let css = String(decoding: PackageResources.print_css, as: UTF8.self)
        let print = Self.tokens(try #require(css.components(separatedBy: "@media print").last))
        let light = Self.looks[0].colours
        for tone in Tone.allCases {
            for part in ["ink", "ground", "mark"] { #expect(print["\(tone)-\(part)"] == light["\(tone)-\(part)"]) }
        }
    }
}
