/// What a colour means here. A tone never stands alone: a word and a shape go with it.
public enum Tone: String, Sendable, CaseIterable {
    case red, amber, green, blue, grey
}

/// Told apart without colour: on grey paper, in forced colours, by a colour-blind reader.
public enum Shape: String, Sendable, CaseIterable {
    case triangle, diamond, circle, ring, square

    /// Drawn, because typefaces disagree about the size and place of such signs. Hidden from screen readers.
    var drawing: HTML {
        switch self {
        case .triangle: Self.triangleDrawing
        case .diamond: Self.diamondDrawing
        case .circle: Self.circleDrawing
        case .ring: Self.ringDrawing
        case .square: Self.squareDrawing
        }
    }

    private static let triangleDrawing = drawn("<path d=\"M6 1 11.5 11H.5z\"/>")
    private static let diamondDrawing = drawn("<path d=\"M6 0 12 6 6 12 0 6z\"/>")
    private static let circleDrawing = drawn("<circle cx=\"6\" cy=\"6\" r=\"5\"/>")
    private static let ringDrawing = drawn("<circle class=\"gv-hollow\" cx=\"6\" cy=\"6\" r=\"4\"/>")
    private static let squareDrawing = drawn("<path d=\"M1 1h10v10H1z\"/>")

    private static func drawn(_ path: HTML) -> HTML {
        "<svg class=\"gv-shape\" viewBox=\"0 0 12 12\" aria-hidden=\"true\" focusable=\"false\">\(path)</svg>"
    }
}

/// A status in one word or two. Never a link, never a button.
public func tag(_ word: String, _ tone: Tone, _ shape: Shape? = nil) -> HTML {
    "<span class=\"gv-tag gv-\(tone.rawValue)\">\(shape?.drawing)\(word)</span>"
}
