import Calendar
import Pages

/// The pages of posts: values to HTML.
enum PostViews {
    struct Listed: Sendable {
        let post: Post
        /// Newest first.
        let held: [PostHolder]
    }

    static func list(_ posts: [Listed], removed: [Post], on day: Day, mayManage: Bool) -> Page {
        Page("Posts", section: AccountsURL.posts, main: """
            <p>The posts that lead work, and who holds each today.</p>
            \(if: mayManage, "<p>\(linkButton("Add a post", href: AccountsURL.newPost))</p>")
            \(if: posts.isEmpty, emptyState("There are no posts yet. Bringing a plan in adds the posts that it names."))
            \(if: !posts.isEmpty, table(
                "Posts", hideCaption: true, columns: [Column("Post"), Column("Held by"), Column("Since")],
                rows: posts.map { row($0, on: day) }, stacks: true))
            \(if: !removed.isEmpty, details("Removed posts", """
                <ul class="gv-list">\
                \(each: removed, { "<li><a\(href: AccountsURL.post($0.id))>\($0.fullName)</a></li>" })</ul>
                """))
            """)
    }

    private static func row(_ listed: Listed, on day: Day) -> Row {
        let now = listed.held.filter { $0.holds(on: day) }.reversed()
        let since: HTML = now.isEmpty
            ? "\(PostRules.vacantSince(listed.held, on: day)?.long ?? "Nobody has held it yet")"
            : "\(each: now, { "<div>\($0.from.long)</div>" })"
        return [
            "<a\(href: AccountsURL.post(listed.post.id))>\(listed.post.fullName)</a>",
            now.isEmpty ? vacant : "\(each: now, { "<div>\($0.name)</div>" })", since,
        ]
    }

    /// Nobody holds the post: what it leads has nobody to do it.
    static var vacant: HTML { tag("Vacant", .amber, .diamond) }

    static func show(_ listed: Listed, on day: Day, mayManage: Bool) -> Page {
        let post = listed.post
        let isOpen = mayManage && post.removedAt == nil
        let now = listed.held.filter { $0.holds(on: day) }
        var page = Page(post.fullName, caption: "Post", section: AccountsURL.posts, main: """
            \(with: post.removedAt, { inset("This post was removed on \($0.day.long). It is kept for the record.") })
            \(summaryList([
                SummaryRow(
                    "Title", "\(post.title)", actions: isOpen ? [Link("Change", AccountsURL.changePost(post.id))] : []),
                SummaryRow("Abbreviation", post.abbreviation.isEmpty ? "None" : "\(post.abbreviation)"),
                SummaryRow("Held by", heldBy(now, listed.held, on: day)),
            ]))
            \(if: isOpen, """
                \(buttonGroup(
                    linkButton("Appoint somebody", href: AccountsURL.appoint(post.id)),
                    linkButton("Remove this post", href: AccountsURL.removePost(post.id), .secondary)))
                """)
            \(section("Holders over time", holders(listed, on: day, isOpen: isOpen)))
            """)
        page.back = Link("Posts", AccountsURL.posts)
        return page
    }

    private static func heldBy(_ now: [PostHolder], _ held: [PostHolder], on day: Day) -> HTML {
        guard now.isEmpty else { return "\(each: now, { "<div>\($0.name), since \($0.from.long)</div>" })" }
        let since = PostRules.vacantSince(held, on: day).map { "since \($0.long)" } ?? "nobody has held it yet"
        return "\(vacant) \(since)"
    }

    private static func holders(_ listed: Listed, on day: Day, isOpen: Bool) -> HTML {
        guard !listed.held.isEmpty else { return emptyState("Nobody has held this post yet.") }
        return timeline(listed.held.map { holding in
            let canEnd = isOpen && (holding.to.map { $0 >= day } ?? true)
            return TimelineItem("\(holding.name)", when: words(holding, on: day), body: """
                \(if: canEnd, """
                    <p><a\(href: AccountsURL.endHolding(listed.post.id, holding.id))>\
                    End this<span class="gv-hidden"> holding by \(holding.name)</span></a></p>
                    """)
                """)
        })
    }

    private static func words(_ holding: PostHolder, on day: Day) -> String {
        let from = holding.from.long
        if let to = holding.to { return "\(from) to \(to.long)" }
        return holding.from > day ? "from \(from)" : "since \(from)"
    }

    // MARK: Forms

    static func add(_ form: Form, token: String) -> Page {
        var page = Page("Add a post", width: .reading, section: AccountsURL.posts, main: """
            \(postForm(to: AccountsURL.newPost, hidden: [("form", token)], """
                \(fields(form))\(button("Add post"))
                """))
            """)
        page.errors = form.problems
        page.back = Link("Posts", AccountsURL.posts)
        return page
    }

    static func change(_ post: Post, _ form: Form, version: Int, token: String, stale: HTML = HTML()) -> Page {
        var page = Page("Change the post \(post.fullName)", width: .reading, section: AccountsURL.posts, main: """
            \(stale)
            \(postForm(to: AccountsURL.changePost(post.id), hidden: [("form", token), ("version", String(version))], """
                \(fields(form))\(button("Save post"))
                """))
            """)
        page.errors = form.problems
        page.back = Link(post.fullName, AccountsURL.post(post.id))
        return page
    }

    private static func fields(_ form: Form) -> HTML {
        """
        \(textInput("Title", name: "title", in: form, hint: "For example, Head of Safe and Stronger Communities"))
        \(textInput(
            "Abbreviation", name: "abbreviation", in: form, hint: "As plans write it, for example HSSC", optional: true,
            width: .ten, spellcheck: false))
        """
    }

    static func differences(_ now: Post, _ mine: PostInput) -> [Difference] {
        [
            Difference("Title", old: now.title, new: mine.title),
            Difference("Abbreviation", old: now.abbreviation, new: mine.abbreviation),
        ]
    }

    static func remove(_ post: Post, holders: [PostHolder], uses: [PostUse], token: String) -> Page {
        let led: HTML = uses.allSatisfy({ $0.count == 0 })
            ? "Nothing names this post."
            : """
                \(each: uses.filter { $0.count > 0 }, { use in
                    let words: HTML = "\(use.count) \(use.noun)"
                    return "<div>\(with: use.href, { "<a\(href: $0)>\(words)</a>" })\(if: use.href == nil, words)</div>"
                })
                """
        return Page("Remove the post \(post.fullName)", width: .reading, section: AccountsURL.posts, main: confirm(
            """
            The post can be chosen no more, and whoever holds it no longer acts for it. What it led still names it, and \
            who held it stays on record. This cannot be undone.
            """,
            facts: [
                SummaryRow("What it leads", led),
                SummaryRow("Held by", holders.isEmpty ? vacant : "\(each: holders, { "<div>\($0.name)</div>" })"),
            ],
            action: AccountsURL.removePost(post.id), button: "Remove post",
            cancel: Link("Keep the post", AccountsURL.post(post.id)),
            hidden: [("form", token), ("version", String(post.version))]))
    }

    static func appoint(_ post: Post, _ form: Form, accounts: [Account], holders: [PostHolder], token: String) -> Page {
        let nobody = (value: "", label: "Somebody who does not sign in here")
        let people = [nobody] + accounts.map { (value: $0.id, label: $0.name) }
        var page = Page("Appoint somebody to \(post.fullName)", width: .reading, section: AccountsURL.posts, main: """
            <p>\(if: holders.isEmpty, "Nobody holds this post today.")\
            \(if: !holders.isEmpty, "Held now by \(holders.map(\.name).joined(separator: " and ")).")</p>
            \(postForm(
                to: AccountsURL.appoint(post.id), hidden: [("form", token), ("version", String(post.version))], """
                \(select("Who is appointed", name: "account", in: form, people))
                \(textInput(
                    "Their name", name: "name", in: form, hint: "Only for somebody who does not sign in here",
                    optional: true))
                \(dateInput("First day", name: "from", in: form))
                \(dateInput("Last day", name: "to", in: form, hint: "Leave empty if no end is known", optional: true))
                \(checkboxes("Job share", name: "shares", in: form, optional: true, [
                    Choice("1", "They share the job with whoever holds it",
                        hint: "If not selected, whoever holds the post holds it until the day before"),
                ]))
                \(button("Appoint"))
                """))
            """)
        page.errors = form.problems
        page.back = Link(post.fullName, AccountsURL.post(post.id))
        return page
    }

    static func end(_ post: Post, _ holding: PostHolder, _ form: Form, token: String) -> Page {
        let title = "End the holding of \(post.shortName) by \(holding.name)"
        var page = Page(title, width: .reading, section: AccountsURL.posts, main: """
            <p>\(holding.name) has held the post \(post.fullName) since \(holding.from.long). It stays on record.</p>
            \(postForm(
                to: AccountsURL.endHolding(post.id, holding.id),
                hidden: [("form", token), ("version", String(post.version))], """
                \(dateInput("Last day", name: "to", in: form))
                \(button("End holding"))
                """))
            """)
        page.errors = form.problems
        page.back = Link(post.fullName, AccountsURL.post(post.id))
        return page
    }
}
