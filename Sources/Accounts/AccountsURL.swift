/// Addresses of this feature, typed once.
public enum AccountsURL {
    public static let signIn = "/sign-in"
    /// The second step, with the code of an app.
    public static let signInCode = "/sign-in/code"
    public static let demonstrationSignIn = "/sign-in/demonstration"
    public static let signOut = "/sign-out"
    public static let me = "/me"
    public static let password = "/me/password"
    /// Keeps a session alive while somebody writes.
    public static let stay = "/me/stay"
    /// Asks again who somebody is, before something that matters.
    public static let confirm = "/me/confirm"
    public static let sessions = "/me/sessions"
    /// The private address under which programs fetch one's days.
    public static let calendar = "/me/calendar"
    public static let endCalendar = "/me/calendar/end"
    public static let endOtherSessions = "/me/sessions/end-others"
    public static func endSession(_ id: String) -> String { "/me/sessions/\(id)/end" }
    public static let factor = "/me/second-factor"
    public static let newFactor = "/me/second-factor/new"
    public static let confirmFactor = "/me/second-factor/confirm"
    public static let recoveryCodes = "/me/second-factor/recovery-codes"
    public static let removeFactor = "/me/second-factor/remove"
    public static let factorReset = "/me/second-factor/reset"

    public static let accounts = "/accounts"
    public static let newAccount = "/accounts/new"
    public static func account(_ id: String) -> String { "/accounts/\(id)" }
    public static func changeAccount(_ id: String) -> String { "/accounts/\(id)/change" }
    public static func firstPassword(_ id: String) -> String { "/accounts/\(id)/password" }
    public static func closeAccount(_ id: String) -> String { "/accounts/\(id)/close" }
    public static func reopenAccount(_ id: String) -> String { "/accounts/\(id)/reopen" }
    public static func resetFactor(_ id: String) -> String { "/accounts/\(id)/second-factor" }
    /// Which roles must have a second factor.
    public static let factorRoles = "/accounts/second-factor"

    public static let posts = "/posts"
    public static let newPost = "/posts/new"
    public static func post(_ id: String) -> String { "/posts/\(id)" }
    public static func changePost(_ id: String) -> String { "/posts/\(id)/change" }
    public static func removePost(_ id: String) -> String { "/posts/\(id)/remove" }
    public static func appoint(_ id: String) -> String { "/posts/\(id)/appoint" }
    public static func endHolding(_ post: String, _ holding: String) -> String {
        "/posts/\(post)/holders/\(holding)/end"
    }

    /// What somebody who must first do something else may still use.
    static let alwaysOpen: Set<String> = [signOut, stay, confirm]
    static let settingUpFactor: Set<String> = [factor, newFactor, confirmFactor, password]
}
