/// A sign that somebody may be exploited. Several together, and what a trained person makes of them, count; none proves it.
public struct Indicator: Equatable, Sendable {
    public enum Group: String, Sendable, Codable, CaseIterable {
        case general, child
        case childTrafficking = "child trafficking"
    }

    /// Stored; never changes.
    public let key: String
    public let group: Group
    public let words: String

    /// All signs, in the order of their source.
    public static let all: [Indicator] = read(PackageResources.indicators_txt)

    /// The signs to look for: those of children only where the person is treated as one.
    public static func shown(for age: PersonFacts.Age) -> [Indicator] {
        all.filter { $0.group == .general || age.isTreatedAsChild }
    }

    static func read(_ bytes: [UInt8]) -> [Indicator] {
        var group = Group.general
        var signs: [Indicator] = []
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") where !line.hasPrefix("//") {
            if line.hasPrefix("# ") {
                group = Group(rawValue: String(line.dropFirst(2))) ?? group
            } else if let bar = line.firstIndex(of: "|") {
                signs.append(Indicator(key: String(line[..<bar]), group: group, words: String(line[line.index(after: bar)...])))
            }
        }
        return signs
    }
}
