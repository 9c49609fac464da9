/// Addresses of bringing plans in, typed once.
public enum BringURL {
    public static let start = PlansURL.importStart
    public static let list = PlansURL.imports
    public static func batch(_ id: String) -> String { "/plans/import/\(id)" }
    public static func words(_ id: String) -> String { "/plans/import/\(id)/words" }
    public static func discard(_ id: String) -> String { "/plans/import/\(id)/discard" }
    public static func undo(_ id: String) -> String { "/plans/import/\(id)/undo" }
    public static func bringBack(_ id: String) -> String { "/plans/import/\(id)/bring-back" }
    /// The board, saying that the import was just saved.
    static func saved(_ plan: String) -> String { "\(PlansURL.plan(plan))?said=imported" }
}
