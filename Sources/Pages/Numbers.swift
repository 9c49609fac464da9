/// A figure that says what it means: "5 of 22 objectives are red", "2 fewer than in June 2026".
public func bigNumber(
    _ number: Int, of whole: Int? = nil, _ words: String, since: String? = nil, href: String? = nil
) -> HTML {
    let figure: HTML = """
        <span class="gv-figure">\(grouped(number))\
        \(with: whole, { " <span class=\"gv-of\">of \(grouped($0))</span>" })</span> \
        <span class="gv-figure-words">\(words)</span>
        """
    return """
        <div class="gv-number-block"><p>\(with: href, { "<a\(href: $0)>\(figure)</a>" })\(if: href == nil, figure)</p>\
        \(with: since, { "<p class=\"gv-muted\">\($0)</p>" })</div>
        """
}

/// Several figures in a row.
public func bigNumbers(_ numbers: HTML...) -> HTML { "<div class=\"gv-numbers\">\(each: numbers, { $0 })</div>" }

/// "5 of 22 (23%)"; no percentage of fewer than 20, where one case would move it by more than 5 points.
public func progressWords(_ part: Int, of whole: Int) -> String {
    guard whole >= 20 else { return "\(grouped(part)) of \(grouped(whole))" }
    return "\(grouped(part)) of \(grouped(whole)) (\((part * 200 + whole) / (whole * 2))%)"
}
