/// What stands in the fields of a form now, and what is wrong with it: what a person typed stays, right or wrong.
public struct Form: Sendable {
    public var values: [String: [String]]
    public var problems: Problems
    /// Put before each id where one page holds the same form many times.
    public var idPrefix: String
    /// Of the few words that the boxes themselves bring.
    public var language = Language.english

    /// A form that shows a record as it is, or nothing yet.
    public init(_ values: [String: String] = [:], problems: Problems = .none, idPrefix: String = "") {
        self.values = values.mapValues { [$0] }
        self.problems = problems
        self.idPrefix = idPrefix
    }

    /// A form that came in and goes back with its problems.
    public init(_ data: FormData, _ problems: Problems, idPrefix: String = "") {
        values = data.values
        self.problems = problems
        self.idPrefix = idPrefix
    }

    public func value(_ name: String) -> String { values[name]?.first ?? "" }

    public func holds(_ name: String, _ value: String) -> Bool { values[name]?.contains(value) ?? false }

    /// The problems with their links leading to this form's own fields; for `errorSummary` and `Page.errors`.
    public var summary: Problems { problems.prefixed(idPrefix) }

    func id(_ name: String) -> String { idPrefix + fieldID(name) }
}

/// A form that changes something. The browser checks nothing: the server says all that is wrong at once.
public func postForm(
    to action: String, hidden fields: [(name: String, value: String)] = [], upload: Bool = false, _ content: HTML
) -> HTML {
    """
    <form class="gv-form" method="post" novalidate\(attribute: "action", action)\
    \(attribute: "enctype", upload ? "multipart/form-data" : nil)>
    \(each: fields, { hidden($0.name, $0.value) })\(content)
    </form>
    """
}

/// A form that only asks; its fields go into the address.
public func getForm(to action: String, _ content: HTML) -> HTML {
    "<form class=\"gv-form\" method=\"get\" novalidate\(attribute: "action", action)>\n\(content)\n</form>"
}

public func hidden(_ name: String, _ value: String) -> HTML {
    "<input type=\"hidden\"\(attribute: "name", name)\(attribute: "value", value)>"
}

/// Several questions under one heading.
/// - Parameter isHeading: true where the legend is the page's h1.
public func fieldset(_ legend: String, hint: String? = nil, isHeading: Bool = false, _ content: HTML) -> HTML {
    """
    <fieldset class="gv-fieldset"><legend\(class: isHeading ? "gv-legend-h1" : "gv-legend-m")>\
    \(if: isHeading, "<h1>\(legend)</h1>", else: "\(legend)")</legend>\
    \(with: hint, { "<p class=\"gv-hint\">\($0)</p>" })
    \(content)</fieldset>
    """
}

/// What surrounds every single box: label, hint, problem, and the ids that tie them together.
struct FieldParts {
    let id: String
    let problem: String?
    let hint: String?
    private let language: Language

    init(_ name: String, _ hint: String?, _ form: Form) {
        id = form.id(name)
        problem = form.problems[name]
        self.hint = hint
        language = form.language
    }

    /// The ids of hint and problem, for `aria-describedby`.
    func describedBy(_ more: String? = nil) -> String? {
        let ids = [hint.map { _ in id + "-hint" }, problem.map { _ in id + "-error" }, more].compactMap { $0 }
        return ids.isEmpty ? nil : ids.joined(separator: " ")
    }

    /// What a box says about itself to a screen reader.
    func saying(_ more: String? = nil) -> HTML {
        """
        \(attribute: "aria-describedby", describedBy(more))\(attribute: "aria-invalid", problem.map { _ in "true" })
        """
    }

    var hintAndProblem: HTML {
        """
        \(with: hint, { "<p class=\"gv-hint\"\(attribute: "id", id + "-hint")>\($0)</p>" })\
        \(with: problem, { words in
            """
            <p class="gv-error"\(attribute: "id", id + "-error")><span class="gv-hidden">\(language.error):</span> \(words)</p>
            """
        })
        """
    }

    func block(_ label: String, optional: Bool, _ control: HTML) -> HTML {
        """
        <div\(class: "gv-field", problem == nil ? nil : "gv-field-error")>
        <label class="gv-label"\(attribute: "for", id)>\(label)\(if: optional, " (\(language.optional))")</label>
        \(hintAndProblem)\(control)
        </div>

        """
    }

    func group(_ legend: String, optional: Bool, _ control: HTML) -> HTML {
        """
        <div\(class: "gv-field", problem == nil ? nil : "gv-field-error")>
        <fieldset\(attribute: "aria-describedby", describedBy())>
        <legend class="gv-label">\(legend)\(if: optional, " (\(language.optional))")</legend>
        \(hintAndProblem)\(control)
        </fieldset>
        </div>

        """
    }
}
