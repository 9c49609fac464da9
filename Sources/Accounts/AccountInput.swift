import Pages

/// What the form of an account holds, with everything that is wrong with it.
struct AccountInput: Sendable {
    let name: String
    let login: String
    let roles: RoleSet
    private(set) var problems = Problems()

    /// - Parameter asksLogin: false where an account is changed: its sign-in name stays.
    init(_ form: FormData, asksLogin: Bool) {
        name = form.text("name")
        login = form.text("login")
        roles = RoleSet(form.all("roles").compactMap { Int($0).flatMap(Role.init) })
        if let problem = PlainText.problem(name, "name") { problems.add("name", problem) }
        if asksLogin {
            if let problem = PlainText.problem(login, "sign-in name") {
                problems.add("login", problem)
            } else if login.contains(where: \.isWhitespace) {
                problems.add("login", "Enter a sign-in name without spaces, such as an email address")
            }
        }
        if roles.roles.isEmpty { problems.add("roles", "Select at least one role") }
    }
}

/// Names and titles: one line, and nothing in it that changes how the line reads.
enum PlainText {
    static let longest = 200

    /// What is wrong with a name that must be given, in words, or nil.
    static func problem(_ text: String, _ what: String, longest: Int = PlainText.longest) -> String? {
        if text.isEmpty { return "Enter a \(what)" }
        if text.count > longest { return "Enter a \(what) of at most \(longest) characters" }
        return text.unicodeScalars.contains(where: isHidden)
            ? "Enter a \(what) without line ends or hidden signs that turn the direction of the text" : nil
    }

    /// Control characters, and those that make what follows them read backwards. Right-to-left letters need none.
    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7f..<0xa0, 0x200e, 0x200f, 0x2028...0x202e, 0x2066...0x2069: true
        default: false
        }
    }
}
