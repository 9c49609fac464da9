/// Addresses of bringing plans in, typed once.
public enum BringURL {
    public static let start = "/plans/import"
    public static let list = "/plans/imports"
    public static func batch(_ id: String) -> String { "/plans/import/\(id)" }
    public static func words(_ id: String) -> String { "/plans/import/\(id)/words" }
    public static func undo(_ id: String) -> String { "/plans/import/\(id)/undo" }
    public static func bringBack(_ id: String) -> String { "/plans/import/\(id)/bring-back" }
    /// The board, saying what was just saved.
    static func saved(_ plan: String, by batch: String) -> String { "/plans/\(plan)?imported=\(batch)" }
    static func plan(_ id: String) -> String { "/plans/\(id)" }
}
