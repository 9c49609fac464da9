extension Frame {
    func document(_ page: Page) -> HTML {
        """
        <!DOCTYPE html>
        <html lang="en-GB">
        \(head(page))
        <body\(attribute: "data-session", sessionSeconds.map { String($0) })\(attribute: "data-stay", staySignedIn)>
        <a class="gv-skip" href="#main">Skip to main content</a>
        \(header(page))
        <div\(class: "gv-page", page.width == .work ? "gv-page-work" : "gv-page-reading")>
        \(wayBack(page))
        <main id="main" tabindex="-1">
        \(opening(page))
        \(page.main)
        </main>
        </div>
        \(foot(page))
        </body>
        </html>

        """
    }

    private func head(_ page: Page) -> HTML {
        """
        <head>
        <meta charset="utf-8">
        <title>\(if: !page.errors.isEmpty, "Error: ")\(page.title) - \(name)</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <link rel="stylesheet"\(href: Assets.stylesheet.path)>
        <link rel="icon" type="image/svg+xml"\(href: Assets.icon.path)>
        \(each: stylesheets, { "<link rel=\"stylesheet\"\(href: $0)>" })
        <script\(attribute: "src", Assets.script.path) defer></script>
        </head>
        """
    }

    /// The organisation is known once somebody is signed in.
    private var name: String { organisation.isEmpty ? service : "\(service) - \(organisation)" }

    private func header(_ page: Page) -> HTML {
        """
        <header class="gv-header">
        \(with: notice, { "<p class=\"gv-demonstration\" role=\"status\"><span><strong>\($0)</strong></span></p>" })
        \(with: demonstration, { "<p class=\"gv-demonstration\"><span>\($0)</span></p>" })
        <div class="gv-masthead">
        <p class="gv-names"><a class="gv-service"\(href: home)>\(service)</a>\
        \(with: phase, { " <span class=\"gv-phase\">\($0)</span>" }) \
        \(if: !organisation.isEmpty, "<span class=\"gv-organisation\">\(organisation)</span>")</p>
        \(with: search, { searchBox(action: $0.action, label: $0.label, value: page.searched, id: "search") })
        \(account)
        </div>
        \(if: !navigation.isEmpty, serviceNavigation(page))
        </header>
        """
    }

    private var account: HTML {
        guard let viewer else {
            guard let signIn else { return HTML() }
            return "<p class=\"gv-account\"><a\(href: signIn.href)>\(signIn.text)</a></p>"
        }
        return """
            <div class="gv-account">\
            \(with: viewer.account, { "<a\(href: $0)>\(viewer.name)</a>" })\
            \(if: viewer.account == nil, "<span>\(viewer.name)</span>")\
            <form method="post"\(attribute: "action", viewer.signOut)>\
            <button class="gv-link" type="submit">Sign out</button></form></div>
            """
    }

    private func serviceNavigation(_ page: Page) -> HTML {
        let first = navigation.prefix(navigation.count > 7 ? 6 : 7)
        let rest = navigation.dropFirst(first.count)
        let isInRest = rest.contains { $0.href == page.section }
        return """
            <nav class="gv-navigation" aria-label="Service">
            <ul>\(each: first, { "<li>\(navLink($0, current: page.section))</li>" })\
            \(if: !rest.isEmpty, """
                <li class="gv-more"><details\(class: isInRest ? "gv-current" : nil)><summary>More</summary>\
                <ul>\(each: rest, { "<li>\(navLink($0, current: page.section))</li>" })</ul></details></li>
                """)</ul>
            </nav>
            """
    }

    private func wayBack(_ page: Page) -> HTML {
        if !page.breadcrumbs.isEmpty {
            return """
                <nav class="gv-crumbs" aria-label="Breadcrumb"><ol>\
                \(each: page.breadcrumbs, { "<li><a\(href: $0.href)>\($0.text)</a></li>" })</ol></nav>
                """
        }
        guard let back = page.back else { return HTML() }
        return """
            <nav class="gv-crumbs" aria-label="Back"><a class="gv-back"\(href: back.href)>\(back.text)</a></nav>
            """
    }

    private func opening(_ page: Page) -> HTML {
        """
        \(errorSummary(page.errors))\
        \(if: page.errors.isEmpty, page.banner.map(notificationBanner) ?? HTML())\
        \(if: !page.headingInMain, heading(page.title, caption: page.caption))
        """
    }

    private func foot(_ page: Page) -> HTML {
        """
        <footer class="gv-footer"><div>
        <ul>\(each: footer, { "<li><a\(href: $0.href)>\($0.text)</a></li>" })</ul>
        <p>\(if: organisation.isEmpty, "\(service)", else: "\(service), \(organisation)")</p>
        \(with: page.printFooter, { "<p class=\"gv-print\">\($0)</p>" })
        </div></footer>
        """
    }
}

func navLink(_ item: NavItem, current: String?) -> HTML {
    """
    <a\(href: item.href)\(attribute: "aria-current", item.href == current ? "page" : nil)>\(item.text)\
    \(with: item.count, { " <span class=\"gv-count\">\($0)\(if: item.isMore, "+")</span>" })</a>
    """
}

/// The page's h1 with a few words above it.
public func heading(_ title: String, caption: String? = nil) -> HTML { heading(title, caption: caption, level: 1) }

func heading(_ title: String, caption: String?, level: Int) -> HTML {
    let tag = "h\(level)"
    return """
        <\(tag) class="gv-title">\(with: caption, { "<span class=\"gv-caption\">\($0)</span> " })\(title)</\(tag)>
        """
}
