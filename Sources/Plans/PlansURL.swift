import Calendar

/// Addresses of this feature, typed once.
public enum PlansURL {
    public static let plans = "/plans"
    public static let imports = "/plans/imports"
    public static let importStart = "/plans/import"
    public static let work = "/work"
    public static let update = "/work/update"
    public static let search = "/search"
    public static let calendar = "/calendar"

    public static func plan(_ plan: String) -> String { "/plans/\(plan)" }
    public static func document(_ plan: String) -> String { "/plans/\(plan)/document" }
    public static func export(_ plan: String) -> String { "/plans/\(plan)/export" }
    public static func export(_ plan: String, file: String) -> String { "/plans/\(plan)/export/\(file)" }
    public static func objective(_ plan: String, _ objective: String) -> String {
        "/plans/\(plan)/objectives/\(objective)"
    }
    public static func level(_ plan: String, _ objective: String) -> String { "\(Self.objective(plan, objective))/level" }
    public static func suggestion(_ plan: String, _ objective: String) -> String {
        "\(Self.objective(plan, objective))/suggestion"
    }
    public static func action(_ plan: String, _ action: String) -> String { "/plans/\(plan)/actions/\(action)" }
    public static func notes(_ plan: String, _ action: String) -> String { "\(Self.action(plan, action))/notes" }
    public static func updateAction(_ plan: String, _ action: String) -> String {
        "\(Self.action(plan, action))/update"
    }
    public static func step(_ plan: String, _ action: String, _ step: String) -> String {
        "\(Self.action(plan, action))/steps/\(step)"
    }
    /// How it comes round.
    public static func rhythm(_ plan: String, _ action: String) -> String { "\(Self.action(plan, action))/rhythm" }
    public static func updateLine(_ action: String) -> String { "/work/update/\(action)" }
}

extension PlansURL {
    public static func editObjective(_ plan: String, _ objective: String) -> String {
        "\(Self.objective(plan, objective))/edit"
    }
    public static func newObjective(_ plan: String) -> String { "/plans/\(plan)/objectives/new" }
    public static func newAction(_ plan: String, _ objective: String) -> String {
        "\(Self.objective(plan, objective))/actions/new"
    }
    public static func editAction(_ plan: String, _ action: String) -> String { "\(Self.action(plan, action))/edit" }
}
