/// The parts of one record, as links.
public func subNavigation(_ label: String, _ items: [NavItem], current: String?) -> HTML {
    """
    <nav class="gv-tabs"\(attribute: "aria-label", label)><ul>\
    \(each: items, { "<li>\(navLink($0, current: current))</li>" })</ul></nav>
    """
}

public enum ButtonKind: Sendable { case primary, secondary, warning, link }

private func name(_ kind: ButtonKind) -> String {
    switch kind {
    case .primary: "gv-button"
    case .secondary: "gv-button gv-secondary"
    case .warning: "gv-button gv-danger"
    case .link: "gv-link"
    }
}

/// Sends the form that it stands in. A verb with its object: "Save update".
/// - Parameters:
///   - name: with `value`, tells which of several buttons was pressed.
///   - about: read out after the text, where many buttons share a word: "for action 14".
public func button(
    _ text: String, _ kind: ButtonKind = .primary, name field: String? = nil, value: String? = nil, about: String? = nil
) -> HTML {
    """
    <button type="submit"\(class: name(kind))\(attribute: "name", field)\(attribute: "value", value)>\(text)\
    \(with: about, { "<span class=\"gv-hidden\"> \($0)</span>" })</button>
    """
}

/// A link that looks like a button: the next thing to do on this page, where nothing is sent.
public func linkButton(_ text: String, href: String, _ kind: ButtonKind = .primary) -> HTML {
    "<a\(class: name(kind))\(href: href)>\(text)</a>"
}

public func buttonGroup(_ buttons: HTML...) -> HTML {
    "<div class=\"gv-buttons\">\(each: buttons, { $0 })</div>"
}

/// Prints the page; shown only where a script can do it.
public func printButton(_ text: String = "Print this page") -> HTML {
    "<button type=\"button\" class=\"gv-button gv-secondary gv-screen\" data-print hidden>\(text)</button>"
}

/// - Parameter id: unique on the page.
public func searchBox(action: String, label: String, value: String = "", name: String = "q", id: String) -> HTML {
    """
    <form class="gv-search" role="search" method="get"\(attribute: "action", action)\(attribute: "aria-label", label)>\
    <label class="gv-hidden"\(attribute: "for", id)>\(label)</label>\
    <input type="search"\(attribute: "id", id)\(attribute: "name", name)\(attribute: "value", value)>\
    <button class="gv-button gv-secondary" type="submit">Search</button></form>
    """
}

/// A chosen filter and the address of the list without it.
public struct ChosenFilter: Sendable {
    public var name: String
    public var value: String
    public var without: String

    public init(_ name: String, _ value: String, without: String) {
        self.name = name
        self.value = value
        self.without = without
    }
}

/// Fields that narrow a list, sent with GET so that the address can be kept; chosen ones as links that take them off.
public func filterPanel(
    action: String, chosen: [ChosenFilter] = [], clear: String? = nil, button text: String = "Apply filters",
    _ fields: HTML
) -> HTML {
    """
    <section class="gv-filters" aria-label="Filters">
    \(if: !chosen.isEmpty, """
        <div class="gv-chosen"><h2>Chosen filters</h2><ul>\
        \(each: chosen, { filter in
            """
            <li><a\(href: filter.without)>\(hiddenText("Remove filter "))\(filter.name): \(filter.value) \
            <span aria-hidden="true">×</span></a></li>
            """
        })\
        </ul>\(with: clear, { "<p><a\(href: $0)>Clear all filters</a></p>" })</div>
        """)
    <form method="get" novalidate\(attribute: "action", action)>
    \(fields)
    <button class="gv-button gv-secondary" type="submit">\(text)</button>
    </form>
    </section>
    """
}

/// One thing to do, and how far it is.
public struct TaskItem: Sendable {
    public enum Status: Sendable {
        case toDo, inProgress, done, cannotStart
        case other(String, Tone)
    }

    public var name: String
    /// Nil when it cannot be opened yet.
    public var href: String?
    public var hint: String?
    public var status: Status

    public init(_ name: String, href: String?, status: Status, hint: String? = nil) {
        self.name = name
        self.href = href
        self.status = status
        self.hint = hint
    }
}

/// Verb-first names, a status each. Done is plain words: colour is for what still needs somebody.
public func taskList(_ items: [TaskItem]) -> HTML {
    """
    <ul class="gv-tasks">\(each: items, { item in
        """
        <li><div>\(with: item.href, { "<a\(href: $0)>\(item.name)</a>" })\
        \(if: item.href == nil, "<span>\(item.name)</span>")\
        \(with: item.hint, { "<p class=\"gv-hint\">\($0)</p>" })</div>\
        <div class="gv-task-status">\(status(item.status))</div></li>
        """
    })</ul>
    """
}

private func status(_ status: TaskItem.Status) -> HTML {
    switch status {
    case .toDo: tag("To do", .blue)
    case .inProgress: tag("In progress", .amber)
    case .done: "<span>Done</span>"
    case .cannotStart: "<span class=\"gv-muted\">Cannot start yet</span>"
    case .other(let word, let tone): tag(word, tone)
    }
}
