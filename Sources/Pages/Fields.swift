/// How wide a box is: as wide as what belongs in it.
public enum FieldWidth: Int, Sendable {
    case full = 0, two = 2, four = 4, ten = 10, twenty = 20, thirty = 30

    var name: String? { self == .full ? nil : "gv-width-\(rawValue)" }
}

/// One line of text.
/// - Parameters:
///   - hint: one short sentence, no full stop.
///   - autocomplete: the HTML token, where the field is about the person who types (WCAG 1.3.5).
///   - inputMode: "numeric", "email", "tel".
public func textInput(
    _ label: String, name: String, in form: Form, hint: String? = nil, optional: Bool = false,
    width: FieldWidth = .full, type: String = "text", autocomplete: String? = nil, inputMode: String? = nil,
    spellcheck: Bool = true
) -> HTML {
    let parts = FieldParts(name, hint, form)
    return parts.block(label, optional: optional, """
        <input\(class: "gv-input", width.name)\(attribute: "type", type)\(attribute: "id", parts.id)\
        \(attribute: "name", name)\(attribute: "value", form.value(name))\(attribute: "autocomplete", autocomplete)\
        \(attribute: "inputmode", inputMode)\(attribute: "spellcheck", spellcheck ? nil : "false")\
        \(parts.saying())>
        """)
}

/// A password. Never shown again after an error; pasting and password managers work (WCAG 3.3.8).
/// - Parameter isNew: true where a password is chosen.
public func passwordInput(
    _ label: String, name: String, in form: Form, hint: String? = nil, isNew: Bool = false
) -> HTML {
    let parts = FieldParts(name, hint, form)
    return parts.block(label, optional: false, """
        <input class="gv-input gv-width-30" type="password"\(attribute: "id", parts.id)\(attribute: "name", name) \
        autocomplete="\(isNew ? "new-password" : "current-password")" spellcheck="false" autocapitalize="none"\
        \(parts.saying())>
        """)
}

/// Several lines. With a limit the remaining characters are said; nobody is stopped from typing,
/// the server says what is too long.
public func textarea(
    _ label: String, name: String, in form: Form, hint: String? = nil, optional: Bool = false, rows: Int = 5,
    limit: Int? = nil
) -> HTML {
    let parts = FieldParts(name, hint, form)
    let count = limit.map { _ in parts.id + "-count" }
    return parts.block(label, optional: optional, """
        <textarea class="gv-input"\(attribute: "rows", String(rows))\(attribute: "id", parts.id)\
        \(attribute: "name", name)\(attribute: "data-limit", limit.map { String($0) })\(parts.saying(count))>
        \(form.value(name))</textarea>\
        \(with: limit, { limit in
            """
            <p class="gv-hint gv-count-words"\(attribute: "id", count)>\
            You can enter up to \(grouped(limit)) characters</p>
            """
        })
        """)
}

/// A file. A browser never gives a file back, so after an error it has to be chosen again.
/// - Parameter accept: endings and types, as ".docx,.xlsx,text/csv".
public func fileUpload(
    _ label: String, name: String, in form: Form, hint: String? = nil, optional: Bool = false, accept: String? = nil
) -> HTML {
    let parts = FieldParts(name, hint, form)
    return parts.block(label, optional: optional, """
        <input class="gv-file" type="file"\(attribute: "id", parts.id)\(attribute: "name", name)\
        \(attribute: "accept", accept)\
        \(parts.saying())>
        """)
}

/// Day, month and year as three boxes: `name-day`, `name-month`, `name-year`. `DateInput` reads them.
public func dateInput(
    _ legend: String, name: String, in form: Form, hint: String? = "For example, 27 3 2026", optional: Bool = false
) -> HTML {
    let parts = FieldParts(name, hint, form)
    let wrong = Set(form.problems.items.filter { $0.field == name }.compactMap(\.target))
    let boxes: [DateInput.Box] = [.day, .month, .year]
    return parts.group(legend, optional: optional, """
        <div class="gv-date-boxes">\(each: boxes, { box in
            let id = form.idPrefix + box.id(name)
            let isWrong = !wrong.isEmpty && (wrong.contains(box.id(name)) || wrong == [DateInput.whole(name)])
            return """
                <div><label\(attribute: "for", id)>\(box.word)</label>\
                <input type="text" inputmode="numeric"\(class: "gv-input", box == .year ? "gv-width-4" : "gv-width-2")\
                \(attribute: "id", id)\(attribute: "name", box.field(name))\
                \(attribute: "value", form.value(box.field(name)))\
                \(attribute: "aria-invalid", isWrong ? "true" : nil)></div>
                """
        })</div>
        """)
}
