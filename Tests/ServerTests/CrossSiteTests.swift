import HTTPTypes
@testable import Server
import Support
import Testing

@Suite("Cross-site rule")
struct CrossSiteTests {
    struct Case: Sendable, CustomStringConvertible {
        let site: String?
        let origin: String?
        let cookie: Bool
        var publicOrigin: String?
        let allowed: Bool

        var description: String {
            "Sec-Fetch-Site \(site ?? "absent"), Origin \(origin ?? "absent"), \(cookie ? "cookie" : "no cookie")"
                + (publicOrigin.map { ", public \($0)" } ?? "") + " → \(allowed ? "allowed" : "refused")"
        }

        init(_ site: String?, _ origin: String?, cookie: Bool, public publicOrigin: String? = nil, _ allowed: Bool) {
            (self.site, self.origin, self.cookie, self.publicOrigin, self.allowed) =
                (site, origin, cookie, publicOrigin, allowed)
        }
    }

    static let table: [Case] = [
        // The browser says where the form came from: that decides, whatever else is there.
        Case("same-origin", nil, cookie: true, true), Case("same-origin", nil, cookie: false, true),
        Case("none", nil, cookie: true, true), Case("same-site", nil, cookie: true, false),
        Case("cross-site", nil, cookie: true, false), Case("cross-site", nil, cookie: false, false),
        Case("same-origin", "https://evil.example", cookie: true, true),
        Case("cross-site", "http://granville.example", cookie: true, false),
        Case("", nil, cookie: true, false), Case("Same-Origin", nil, cookie: true, false),
        // An old browser says its origin only.
        Case(nil, "http://granville.example", cookie: true, true),
        Case(nil, "https://granville.example", cookie: true, true),
        Case(nil, "HTTP://Granville.Example", cookie: true, true),
        Case(nil, "http://evil.example", cookie: true, false),
        Case(nil, "http://granville.example.evil.example", cookie: true, false),
        Case(nil, "http://evil-granville.example", cookie: true, false),
        Case(nil, "http://granville.example:8080", cookie: true, false),
        Case(nil, "null", cookie: true, false), Case(nil, "", cookie: true, false), Case(nil, "null", cookie: false, false),
        Case(nil, "ftp://granville.example", cookie: true, false),
        // Behind a proxy the address that people type counts, with its scheme.
        Case(nil, "https://public.example", cookie: true, public: "https://public.example", true),
        Case(nil, "http://public.example", cookie: true, public: "https://public.example", false),
        Case(nil, "https://granville.example", cookie: true, public: "https://public.example", false),
        // Neither: a program. With a cookie it would act for somebody.
        Case(nil, nil, cookie: true, false), Case(nil, nil, cookie: false, true),
    ]

    @Test("only our own pages can send a form", arguments: table)
    func rule(one: Case) {
        var request = HTTPRequest(method: .post, scheme: "http", authority: "granville.example", path: "/sign-in")
        request.headerFields[.secFetchSite] = one.site
        request.headerFields[.origin] = one.origin
        if one.cookie { request.headerFields[.cookie] = "sid=1.a" }
        #expect(CrossSite.allows(request, publicOrigin: one.publicOrigin) == one.allowed)
        for method in [HTTPRequest.Method.put, .patch, .delete, .options] {
            request.method = method
            #expect(CrossSite.allows(request, publicOrigin: one.publicOrigin) == one.allowed)
        }
        for method in [HTTPRequest.Method.get, .head] {
            request.method = method
            #expect(CrossSite.allows(request, publicOrigin: one.publicOrigin))
        }
    }

    @Test("a form from another site changes nothing and says so", arguments: ["cross-site", "same-site"])
    func refused(site: String) async throws {
        let world = try await World()
        try await world.visit { visitor in
            _ = try await visitor.signIn("administrator@example.org")
            let reply = try await visitor.post("/sign-out", headers: ["Sec-Fetch-Site": site])
            #expect(reply.status == 403 && reply.says("This form came from another site"))
            #expect(try await visitor.get("/me").status == 200, "still signed in")
            let bare = try await visitor.send(.post, "/sign-out", body: "", [:])
            #expect(bare.status == 403)
        }
    }
}
