extension PlansURL {
    public static let published = "/published"

    public static func versions(_ plan: String) -> String { "/plans/\(plan)/versions" }
    public static func newVersion(_ plan: String) -> String { "/plans/\(plan)/versions/new" }
    public static func version(_ plan: String, _ version: String) -> String { "/plans/\(plan)/versions/\(version)" }
    static func versionText(_ plan: String, _ version: String) -> String { "\(Self.version(plan, version))/text" }
    static func frozen(_ plan: String, _ version: String) -> String { "\(Self.version(plan, version))/frozen.json" }
    static func publish(_ plan: String, _ version: String) -> String { "\(Self.version(plan, version))/publish" }
    static func withdraw(_ plan: String, _ version: String) -> String { "\(Self.version(plan, version))/withdraw" }
    static func decision(_ plan: String, _ version: String, _ stop: String) -> String {
        "\(Self.version(plan, version))/stops/\(stop)"
    }
    /// The public page of a plan, and a file of it.
    public static func published(_ slug: String) -> String { "\(published)/\(slug)" }
    static func published(_ slug: String, file: String) -> String { "\(published)/\(slug)/\(file)" }
}
