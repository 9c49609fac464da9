/// Addresses of this feature, typed once.
public enum AccountsURL {
    public static let signIn = "/sign-in"
    public static let demonstrationSignIn = "/sign-in/demonstration"
    public static let signOut = "/sign-out"
    public static let me = "/me"
    public static let password = "/me/password"
    /// Keeps a session alive while somebody writes.
    public static let stay = "/me/stay"

    public static let accounts = "/accounts"
    public static let newAccount = "/accounts/new"
    public static func account(_ id: String) -> String { "/accounts/\(id)" }
    public static func changeAccount(_ id: String) -> String { "/accounts/\(id)/change" }
    public static func firstPassword(_ id: String) -> String { "/accounts/\(id)/password" }
    public static func closeAccount(_ id: String) -> String { "/accounts/\(id)/close" }
    public static func reopenAccount(_ id: String) -> String { "/accounts/\(id)/reopen" }

    public static let posts = "/posts"
    public static let newPost = "/posts/new"
    public static func post(_ id: String) -> String { "/posts/\(id)" }
    public static func changePost(_ id: String) -> String { "/posts/\(id)/change" }
    public static func removePost(_ id: String) -> String { "/posts/\(id)/remove" }
    public static func appoint(_ id: String) -> String { "/posts/\(id)/appoint" }
    public static func endHolding(_ post: String, _ holding: String) -> String {
        "/posts/\(post)/holders/\(holding)/end"
    }

    /// What somebody who must first choose a new password may still use.
    public static let openWithOldPassword: Set<String> = [password, signOut, stay]
}
