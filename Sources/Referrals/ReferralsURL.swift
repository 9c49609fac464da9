import Cases

/// Addresses of this feature, typed once. No name of anyone ever stands in one.
public enum ReferralsURL {
    public static let log = "/referrals"
    public static func path(_ who: Whom) -> String { "\(who.base)/path" }
    static func task(_ who: Whom, _ kind: String) -> String { "\(who.base)/path/tasks/\(kind)" }
    public static func sheet(_ who: Whom) -> String { "\(who.base)/sheet" }
    static func section(_ who: Whom, _ key: String) -> String { "\(who.base)/sheet/part/\(key)" }
    static func print(_ who: Whom) -> String { "\(who.base)/sheet/print" }
    static func outgoing(_ who: Whom) -> String { "\(who.base)/sheet/outgoing" }
    static func findings(_ who: Whom) -> String { "\(who.base)/findings" }
    static func check(_ who: Whom) -> String { "\(who.base)/check" }
    static func ready(_ who: Whom) -> String { "\(who.base)/check/ready" }
    static func sign(_ who: Whom) -> String { "\(who.base)/check/sign" }
    static func sendBack(_ who: Whom) -> String { "\(who.base)/check/back" }
    static func keyedIn(_ who: Whom) -> String { "\(who.base)/keyed-in" }
    static func copy(_ who: Whom) -> String { "\(who.base)/keyed-in/copy" }
    static func news(_ who: Whom) -> String { "\(who.base)/keyed-in/news" }
}

/// One person of one case, as an address names them.
public struct Whom: Hashable, Sendable {
    public let caseFile: String
    public let person: String

    public init(case file: String, person: String) {
        caseFile = file
        self.person = person
    }

    /// The pattern of every route.
    static let pattern = Whom(case: "{case}", person: "{person}")

    var base: String { CasesURL.person(person, in: caseFile) }
}
