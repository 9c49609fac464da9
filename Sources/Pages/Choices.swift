/// One answer of a list.
public struct Choice: Sendable {
    public var value: String
    public var label: HTML
    public var hint: String?
    /// Stands under the answer at all times, so that it works without script; the stylesheet folds it away
    /// while another answer is chosen.
    public var reveals: HTML?

    public init(_ value: String, _ label: HTML, hint: String? = nil, reveals: HTML? = nil) {
        self.value = value
        self.label = label
        self.hint = hint
        self.reveals = reveals
    }
}

/// One answer of several.
public func radios(
    _ legend: String, name: String, in form: Form, hint: String? = nil, optional: Bool = false, inline: Bool = false,
    _ choices: [Choice]
) -> HTML {
    list(legend, type: "radio", name: name, form, hint, optional, inline, choices)
}

/// Any number of answers. They come in as one name with many values.
public func checkboxes(
    _ legend: String, name: String, in form: Form, hint: String? = nil, optional: Bool = false, inline: Bool = false,
    _ choices: [Choice]
) -> HTML {
    list(legend, type: "checkbox", name: name, form, hint, optional, inline, choices)
}

private func list(
    _ legend: String, type: String, name: String, _ form: Form, _ hint: String?, _ optional: Bool, _ inline: Bool,
    _ choices: [Choice]
) -> HTML {
    let parts = FieldParts(name, hint, form)
    return parts.group(legend, optional: optional, """
        <div\(class: "gv-choices", inline ? "gv-inline" : nil)>\(each: choices.enumerated(), { index, choice in
            // The first answer carries the field's own id, because the error summary leads there.
            let id = index == 0 ? parts.id : parts.id + "-\(index + 1)"
            let hintID = choice.hint.map { _ in id + "-choice-hint" }
            return """
                <div class="gv-choice"><input\(attribute: "type", type)\(attribute: "id", id)\(attribute: "name", name)\
                \(attribute: "value", choice.value)\(flag: "checked", form.holds(name, choice.value))\
                \(attribute: "aria-describedby", hintID)>\
                <label\(attribute: "for", id)>\(choice.label)</label>\
                \(with: choice.hint, { "<p class=\"gv-hint\"\(attribute: "id", hintID)>\($0)</p>" })\
                \(with: choice.reveals, { "<div class=\"gv-reveal\">\($0)</div>" })</div>
                """
        })</div>
        """)
}

/// One of a long list, or of a list that must stay narrow.
/// - Parameter choices: labels are text here; hints and reveals do not fit into a list.
public func select(
    _ label: String, name: String, in form: Form, hint: String? = nil, optional: Bool = false,
    _ choices: [(value: String, label: String)]
) -> HTML {
    let parts = FieldParts(name, hint, form)
    return parts.block(label, optional: optional, """
        <select class="gv-input gv-select"\(attribute: "id", parts.id)\(attribute: "name", name)\
        \(parts.saying())>\
        \(each: choices, { choice in
            """
            <option\(attribute: "value", choice.value)\(flag: "selected", form.holds(name, choice.value))>\
            \(choice.label)</option>
            """
        })</select>
        """)
}
