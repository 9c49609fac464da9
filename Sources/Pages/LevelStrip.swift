/// One dated judgement on a level strip.
public struct Mark: Sendable, Equatable {
    public var word: String
    public var shape: Shape
    public var tone: Tone
    /// As shown: "Mar 2017". Nil when nobody wrote one.
    public var date: String?
    /// Marks what changed since the reader's last look or the as-of date.
    public var isNew: Bool

    public init(_ word: String, _ tone: Tone, _ shape: Shape, date: String? = nil, isNew: Bool = false) {
        self.word = word
        self.tone = tone
        self.shape = shape
        self.date = date
        self.isNew = isNew
    }
}

/// The history of a judgement, oldest first; the last one is large, the target is a ghost behind a thin rule.
/// It is one paragraph, so that a screen reader says one sentence:
/// "Level: Red, Mar 2017, then Amber, Jun 2017, now Green, Jul 2017. Target: Green, Mar 2018."
/// - Parameter limit: marks shown; how many earlier ones there are is said in words.
public func levelStrip(
    _ marks: [Mark], target: Mark? = nil, label: String = "Level", none: String = "Not rated", limit: Int = 6
) -> HTML {
    let shown = marks.suffix(max(limit, 1))
    let hidden = marks.count - shown.count
    let now = shown.last ?? Mark(none, .grey, .ring)
    var past = HTML()
    if hidden > 0 { past += "<span class=\"gv-earlier\">\(hidden) earlier</span>\(hiddenText(", then "))" }
    for (index, mark) in shown.dropLast().enumerated() {
        past += lozenge(mark, "gv-past")
        if index < shown.count - 2 { past += hiddenText(", then ") }
    }
    if shown.count > 1 { past += hiddenText(", now ") }
    return """
        <p class="gv-strip">\(hiddenText("\(label): "))\(past)\(lozenge(now, "gv-now"))\(hiddenText(". "))\
        \(with: target, { target in
            """
            <span class="gv-target"><span class="gv-target-word">Target</span>\(hiddenText(": "))\
            \(lozenge(target, "gv-ghost"))\(hiddenText("."))</span>
            """
        })</p>
        """
}

private func lozenge(_ mark: Mark, _ kind: String) -> HTML {
    """
    <span class="gv-mark \(kind) gv-\(mark.tone.rawValue)">\(mark.shape.drawing)<b>\(mark.word)</b>\
    \(if: mark.date != nil || mark.isNew, """
        <span class="gv-hidden">, </span><span class="gv-date">\(mark.date)\
        \(if: mark.date != nil && mark.isNew, "<span class=\"gv-hidden\">,</span> ")\
        \(if: mark.isNew, "<span class=\"gv-new\">new</span>")</span>
        """)</span>
    """
}
