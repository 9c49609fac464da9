/// Addresses of this feature, typed once.
public enum AccountsURL {
    public static let signIn = "/sign-in"
    public static let signOut = "/sign-out"
    public static let me = "/me"
    public static let password = "/me/password"
    public static let accounts = "/accounts"
    public static let newAccount = "/accounts/new"
    public static func account(_ id: String) -> String { "/accounts/\(id)" }
    public static let posts = "/posts"
    public static func post(_ id: String) -> String { "/posts/\(id)" }

    /// What somebody who must first choose a new password may still use.
    public static let openWithOldPassword: Set<String> = [password, signOut]
}
