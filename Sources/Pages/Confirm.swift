/// The page before something that cannot be undone or that leaves the organisation:
/// what is affected, why if that is to be kept, a button that says what it does, and the way back.
/// - Parameter extra: fields before the buttons, as a reason.
public func confirm(
    _ consequence: HTML, facts: [SummaryRow] = [], action: String, button text: String, kind: ButtonKind = .warning,
    cancel: Link, hidden fields: [(name: String, value: String)] = [], extra: HTML = HTML()
) -> HTML {
    """
    <p class="gv-lead">\(consequence)</p>
    \(if: !facts.isEmpty, summaryList(facts))
    \(postForm(to: action, hidden: fields, """
        \(extra)\(buttonGroup(button(text, kind), "<a\(href: cancel.href)>\(cancel.text)</a>"))
        """))
    """
}
