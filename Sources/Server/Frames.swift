import Accounts
import HTTPTypes
import Hummingbird
import Pages

/// The frame around every page, and the pages that say what went wrong.
struct Frames: Sendable {
    let isSecure: Bool
    let idleMinutes: Int
    let themePath: String?
    /// Shown before anyone has signed in; empty where one installation serves several.
    var organisation = ""
    /// Said on every page while it lasts.
    var notice: @Sendable () -> String? = { nil }

    /// The sections of the service in their order, each with what it takes to see it.
    static let sections: [(item: NavItem, needs: Set<Permission>)] = [
        (NavItem("Concerns", "/concerns"), [.triage, .workCases, .oversee]),
        (NavItem("Cases", "/cases"), [.triage, .workCases, .oversee]),
        (NavItem("Referrals", "/referrals"), [.triage, .workCases, .oversee]),
        (NavItem("My work", "/work"), [.readPlan]),
        (NavItem("Plans", "/plans"), [.readPlan]),
        (NavItem("Posts", "/posts"), [.readPlan]),
        (NavItem("Ledger", "/ledger"), [.readLedger]),
        (NavItem("Accounts", "/accounts"), [.manageAccounts]),
        (NavItem("Teams", "/teams"), [.manageAccounts]),
    ]

    func frame(_ viewer: Viewer?) -> Frame {
        var frame = Frame(organisation: viewer?.organisationName ?? organisation)
        frame.notice = notice()
        frame.stylesheets = themePath.map { [$0] } ?? []
        guard let viewer else {
            frame.signIn = Link("Sign in", "/sign-in")
            return frame
        }
        frame.viewer = .init(name: viewer.name, account: "/me", signOut: "/sign-out")
        frame.sessionSeconds = idleMinutes * 60
        frame.staySignedIn = AccountsURL.stay
        if viewer.isDemonstration {
            frame.demonstration = "This is a demonstration. The council, its people and its plan are invented."
        }
        guard viewer.duty == nil else { return frame }
        frame.navigation = Self.sections.filter { $0.needs.contains(where: viewer.may) }.map(\.item)
        frame.navigation.append(NavItem("My concerns", "/my/concerns"))
        if viewer.may(.managePosts) && !viewer.may(.readPlan) { frame.navigation.insert(NavItem("Posts", "/posts"), at: 0) }
        if viewer.may(.readPlan) { frame.search = .init(action: "/search", label: "Search the plans") }
        return frame
    }

    /// The frame of a page that is the same for everyone.
    var publicFrame: Frame {
        var frame = frame(nil)
        frame.signIn = nil
        frame.home = "/published"
        return frame
    }

    enum Trouble {
        case refused(Refusal)
        case crossSite, notSaved
        /// The key of what is asked for was destroyed, or is not among those that were put back.
        case forgotten
        case http(HTTPResponse.Status)
        /// The reference is in the log beside the cause.
        case unexpected(reference: String)
    }

    func problem(_ trouble: Trouble, viewer: Viewer? = nil) -> Response {
        let (status, title, words) = Self.words(trouble)
        let page = Page(title, width: .reading, main: """
            <p>\(words)</p>
            \(if: viewer == nil, "<p><a href=\"/sign-in\">Sign in</a></p>", else: "<p><a href=\"/\">Go to the first page</a></p>")
            """)
        var response = Site.bytes(page.document(in: frame(viewer)).utf8, "text/html; charset=utf-8", status: status)
        if status == 429 || status == 503 { response.headers[.retryAfter] = "10" }
        return response
    }

    private static func words(_ trouble: Trouble) -> (status: Int, title: String, words: String) {
        switch trouble {
        case .refused(.notFound), .http(.notFound), .http(.methodNotAllowed):
            (404, "Page not found", "There is nothing at this address. If you typed it, check it. If you followed a link, what it led to may have been removed.")
        case .refused(.notAllowed):
            (403, "You cannot see this page", "Your roles do not include it. If you need it for your work, ask an administrator of your organisation.")
        case .refused(.changedMeanwhile(let words)):
            (409, "Somebody changed this meanwhile", words)
        case .refused(.bad(let words)):
            (400, "This could not be done", words)
        case .refused(.busy(let words)):
            (429, "Wait a moment", words)
        case .crossSite:
            (403, "This form came from another site", "Nothing was changed. Open the page in Granville itself and send the form from there.")
        case .notSaved:
            (503, "Not saved", "The change could not be written to the disk, so nothing of it was kept. Go back: what you typed is still there. Try again in a minute, and tell your administrator if it happens twice.")
        case .forgotten:
            (410, "This record can no longer be opened", "Its key is not here: the record was erased, or the keys that were put back after a loss are older than it. That it was there, and who opened it, stays in the ledger. If you did not expect this, tell your administrator: a newer copy of keys.db opens it again.")
        case .http(.contentTooLarge):
            (413, "This is too large", "A file may have 25 megabytes, what is typed or pasted beside it 2 megabytes, and a form without files 256 kilobytes. Nothing was saved. Go back and send less at once.")
        case .http(let status):
            (status.code, "This request could not be read", "Nothing was changed. Go back and try again.")
        case .unexpected(let reference):
            (500, "Something went wrong", "Nothing was changed by this request. Go back and try again. If it happens again, tell your administrator the reference \(reference).")
        }
    }
}
