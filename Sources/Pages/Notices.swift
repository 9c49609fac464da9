/// All errors of a form, before the heading; each leads to its field. Nothing when there is none.
public func errorSummary(_ problems: Problems, in language: Language = .english) -> HTML {
    guard !problems.isEmpty else { return HTML() }
    return """
        <div class="gv-errors" role="alert" tabindex="-1">
        <h2>\(language.problemsHeading)</h2>
        <ul>\(each: problems.items, { item in
            item.target.map { "<li><a\(href: "#" + $0)>\(item.words)</a></li>" } ?? "<li>\(item.words)</li>"
        })</ul>
        </div>
        """
}

/// One sentence before the heading, after something happened.
public func notificationBanner(_ banner: Banner) -> HTML {
    let (name, title, role) = switch banner.kind {
    case .success: ("gv-success", "Done", "status")
    case .notice: ("gv-notice", "Please note", "status")
    case .problem: ("gv-problem", "Not done", "alert")
    }
    return """
        <div class="gv-banner \(name)"\(attribute: "role", role)><p><strong>\(title)</strong> \(banner.text)</p></div>
        """
}

/// Words set apart from the text around them.
public func inset(_ content: HTML) -> HTML { "<div class=\"gv-inset\">\(content)</div>" }

/// What happens if the reader does not heed it.
public func warningText(_ text: HTML) -> HTML {
    """
    <p class="gv-warning"><span class="gv-warning-sign" aria-hidden="true">!</span>\
    <strong><span class="gv-hidden">Warning: </span>\(text)</strong></p>
    """
}

/// More for those who want it, closed at first.
public func details(_ summary: String, open: Bool = false, _ content: HTML) -> HTML {
    "<details class=\"gv-details\"\(flag: "open", open)><summary>\(summary)</summary><div>\(content)</div></details>"
}

/// Says what would be here and what to do, instead of an empty space.
public func emptyState(_ text: HTML, action: Link? = nil) -> HTML {
    """
    <div class="gv-empty"><p>\(text)</p>\(with: action, { "<p><a\(href: $0.href)>\($0.text)</a></p>" })</div>
    """
}

/// Only on screen: what nobody needs on paper.
public func screenOnly(_ content: HTML) -> HTML { "<div class=\"gv-screen\">\(content)</div>" }

/// Only on paper.
public func printOnly(_ content: HTML) -> HTML { "<div class=\"gv-print\">\(content)</div>" }

/// For screen readers only: the words that a layout says to the eye.
public func hiddenText(_ text: String) -> HTML { "<span class=\"gv-hidden\">\(text)</span>" }
