import Accounts
import Calendar
import Database
import Documents
import Pages

/// What anyone may read without signing in: published plans and their files.
struct PublicPages: Sendable {
    var routes: [Route] {
        [
            .open(PlansURL.published) { ask, _, reader in
                let published = try VersionReads.published(reader)
                let titles = try published.map { one in
                    (one, try VersionReads.document(reader, organisation: one.organisation, version: one.version)?.title ?? "")
                }
                return Self.shared(.page(PublicViews.list(titles)))
            },
            .open(PlansURL.published("{slug}")) { ask, _, reader in
                let (one, version, plan) = try Self.found(ask, reader)
                return Self.shared(.page(PublicViews.plan(plan, version, one)))
            },
            .open(PlansURL.published("{slug}", file: "{file}")) { ask, _, reader in
                let (one, version, plan) = try Self.found(ask, reader)
                let name = ask.parameter("file")
                if name == PublicViews.frozenName {
                    guard let bytes = try VersionReads.frozen(reader, organisation: one.organisation, version: one.version)
                    else { throw Refusal.notFound }
                    return Self.shared(.file(bytes, "application/json", download: "\(one.slug)-version-\(version.number).json"))
                }
                guard let export = PlanExport(file: name) else { throw Refusal.notFound }
                return Self.shared(.file(
                    export.bytes(plan, publisher: one.organisationName, at: version.madeAt), export.format.contentType,
                    download: export.name(plan, on: version.madeAt.day)))
            },
        ]
    }

    private static func found(_ ask: Ask, _ reader: Reader) throws -> (VersionReads.Published, PlanVersion, PlanDocument) {
        guard let one = try VersionReads.published(reader, slug: ask.parameter("slug")).first,
            let version = try VersionReads.versions(reader, organisation: one.organisation, plan: one.plan)
                .first(where: { $0.id == one.version }),
            let plan = try VersionReads.document(reader, organisation: one.organisation, version: one.version)
        else { throw Refusal.notFound }
        return (one, version, plan)
    }

    /// The same for everyone, so that browsers and the council's cache may keep it for five minutes.
    private static func shared(_ answer: Answer) -> Answer {
        var answer = answer
        answer.caching = .seconds(300)
        return answer
    }
}

/// The public pages.
enum PublicViews {
    static let frozenName = "frozen.json"

    static func list(_ published: [(VersionReads.Published, title: String)]) -> Page {
        var page = Page("Published plans", width: .reading, main: """
            \(if: published.isEmpty, emptyState("No plan is published yet."))
            \(if: !published.isEmpty, "<ul>\(each: published, { "<li><a\(href: PlansURL.published($0.0.slug))>\($0.title)</a>, \($0.0.organisationName)</li>" })</ul>")
            """)
        page.isPublic = true
        return page
    }

    static func plan(_ plan: PlanDocument, _ version: PlanVersion, _ one: VersionReads.Published) -> Page {
        var page = Page(plan.title, main: """
            <p class="gv-lead">\(one.organisationName). Version \(version.number)\(with: version.publishedAt, { ", published on \($0.day.long)" }).</p>
            \(agreed(version))
            \(FrozenViews.plan(plan))
            <h2>Take this plan with you</h2>
            <ul>\(each: PlanLayout.allCases, { "<li>\($0.name): \(files($0, one))</li>" })</ul>
            <p>The fingerprint of this text, printed on the papers of the bodies that agreed it, is the SHA-256 of
            <a\(href: PlansURL.published(one.slug, file: frozenName)) download>the frozen text</a>:</p>
            <p><code class="gv-words">\(version.fingerprint)</code></p>
            """)
        page.isPublic = true
        page.printFooter = "\(plan.title), version \(version.number). \(one.organisationName). Fingerprint \(version.fingerprint)."
        return page
    }

    private static func agreed(_ version: PlanVersion) -> HTML {
        let decided = version.stops.filter { $0.decision == .agreed || $0.decision == .agreedWithConditions }
        guard !decided.isEmpty else { return HTML() }
        return """
            <p>Agreed by:</p><ul>\(each: decided, { stop in
                """
                <li>\(stop.body)\(with: stop.meetingOn, { ", \($0.long)" })\
                \(if: !stop.paper.isEmpty, ", paper \(stop.paper)")\(if: !stop.minute.isEmpty, ", minute \(stop.minute)")</li>
                """
            })</ul>
            """
    }

    private static func files(_ layout: PlanLayout, _ one: VersionReads.Published) -> HTML {
        let links = DocumentFormat.allCases.map { format in
            Link(format.name, PlansURL.published(one.slug, file: PlanExport(layout, format).file))
        }
        return """
            \(each: links.enumerated().map { $0 }, { index, link in
                "\(if: index > 0, ", ")<a\(href: link.href) download>\(link.text)\(hiddenText(": \(layout.name)"))</a>"
            })
            """
    }
}
