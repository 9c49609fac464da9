public import Pages

/// A scale of levels: data, so that a council can judge by the framework it was asked to use.
public struct Scale: Sendable, Hashable {
    public struct Step: Sendable, Hashable {
        /// Stored with each judgement: "red".
        public let key: String
        public let word: String
        public let descriptor: String
        public let tone: Tone
        public let shape: Shape
    }

    /// Stored with each plan; a changed scale gets a new one, so that old judgements keep the meaning they had.
    public let id: String
    public let name: String
    public let source: String
    /// Worst first; the last is what a plan works towards.
    public let steps: [Step]

    public func step(_ key: String) -> Step? { steps.first { $0.key == key } }
    public func rank(_ key: String) -> Int? { steps.firstIndex { $0.key == key } }
    public var best: Step? { steps.last }

    public static func find(_ id: String) -> Scale { all.first { $0.id == id } ?? redAmberGreen }

    public static let all = [redAmberGreen, fourLevels]

    public static let redAmberGreen = Scale(
        id: "red-amber-green/1", name: "Red, amber, green",
        source: "The three levels of the Anti-Slavery Partnership's self-assessment as councils used it in 2017; descriptors are our own. Checked 2026-11-22.",
        steps: [
            Step(key: "red", word: "Red", descriptor: "Nothing is in place yet, or there is a serious gap.", tone: .red, shape: .triangle),
            Step(key: "amber", word: "Amber", descriptor: "Work is under way; some of it is not in place or not proven.", tone: .amber, shape: .diamond),
            Step(key: "green", word: "Green", descriptor: "In place, known to those who need it, and there is evidence.", tone: .green, shape: .circle),
        ])

    public static let fourLevels = Scale(
        id: "four-levels/1", name: "Four levels of maturity",
        source: "Names of the four levels of the Local Government Association's maturity matrix of 2022; descriptors are our own. Checked 2026-11-22.",
        steps: [
            Step(key: "first", word: "Basic first steps", descriptor: "Somebody has begun; it depends on them.", tone: .red, shape: .triangle),
            Step(key: "early", word: "Early progress", descriptor: "Some of it is written down and used in places.", tone: .amber, shape: .diamond),
            Step(key: "substantial", word: "Substantial progress", descriptor: "Used by most who should, and looked at again now and then.", tone: .blue, shape: .square),
            Step(key: "mature", word: "Mature practice", descriptor: "Part of everyday work, measured, and improved from what is learnt.", tone: .green, shape: .circle),
        ])
}
