/// Addresses of this feature, typed once. No name of anyone ever stands in one.
public enum CasesURL {
    public static let list = "/cases"
    public static let new = "/cases/new"
    public static let find = "/cases/find"
    public static func show(_ id: String) -> String { "/cases/\(id)" }
    static func open(_ id: String) -> String { "/cases/\(id)/open" }
    static func details(_ id: String) -> String { "/cases/\(id)/details" }
    public static func people(_ id: String) -> String { "/cases/\(id)/people" }
    public static func person(_ person: String, in id: String) -> String { "/cases/\(id)/people/\(person)" }
    static func things(_ id: String) -> String { "/cases/\(id)/things" }
    public static func timeline(_ id: String) -> String { "/cases/\(id)/timeline" }
    static func references(_ id: String) -> String { "/cases/\(id)/references" }
    public static func files(_ id: String) -> String { "/cases/\(id)/files" }
    public static func file(_ file: String, in id: String) -> String { "/cases/\(id)/files/\(file)" }
    static func takeAway(_ file: String, in id: String) -> String { "/cases/\(id)/files/\(file)/remove" }
    static func looks(_ id: String) -> String { "/cases/\(id)/looks" }
    static func newPart(_ kind: String, in id: String) -> String { "/cases/\(id)/new/\(kind)" }
    static func part(_ part: String, in id: String) -> String { "/cases/\(id)/parts/\(part)" }
    static func earlier(_ part: String, in id: String) -> String { "/cases/\(id)/parts/\(part)/earlier" }
    static func stay(_ part: String, in id: String) -> String { "/cases/\(id)/parts/\(part)/stay" }
    static func remove(_ part: String, in id: String) -> String { "/cases/\(id)/parts/\(part)/remove" }
    static func give(_ id: String) -> String { "/cases/\(id)/give" }
    static func answer(_ id: String) -> String { "/cases/\(id)/answer" }
    static func join(_ id: String) -> String { "/cases/\(id)/join" }
    static func shield(_ id: String) -> String { "/cases/\(id)/shield" }
    static func close(_ id: String) -> String { "/cases/\(id)/close" }
    static func reopen(_ id: String) -> String { "/cases/\(id)/reopen" }

    /// The page on which a kind of part stands.
    static func tab(of kind: PartKind, in id: String) -> String {
        switch kind {
        case .person, .suspect, .stay, .support: people(id)
        case .place, .vehicle, .organisation: things(id)
        case .reference: references(id)
        }
    }

    /// Where a part is read after it was saved.
    static func place(of kind: PartKind, _ part: String, parent: String?, in id: String) -> String {
        if kind == .person { return person(part, in: id) }
        if let parent, kind != .reference { return person(parent, in: id) }
        return tab(of: kind, in: id)
    }
}
