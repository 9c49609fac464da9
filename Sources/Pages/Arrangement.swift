/// A part of a page under its own heading, with a thin rule above.
public func section(_ title: String, id: String? = nil, level: Int = 2, _ content: HTML) -> HTML {
    let tag = "h\(min(max(level, 2), 4))"
    return "<section class=\"gv-section\"\(attribute: "id", id)><\(tag)>\(title)</\(tag)>\n\(content)\n</section>"
}

/// What matters, and beside it what helps; one under the other where the window is narrow.
public func columns(_ main: HTML, side: HTML) -> HTML {
    "<div class=\"gv-columns\"><div>\(main)</div><div>\(side)</div></div>"
}

/// Fields side by side with their button, as far as the window is wide: an update in one line.
public func line(_ parts: HTML...) -> HTML { "<div class=\"gv-line\">\(each: parts, { $0 })</div>" }
