/// What stands around a page for somebody who may be watched: a title that says nothing, no name of the service, no file
/// that a browser keeps, and a way out in one press that needs no script.
public struct Quiet: Sendable {
    public var language: Language
    /// What the browser's tab and history say.
    public var title: String
    /// Shown beside the way out; also without a word of the subject.
    public var name: String
    /// Leads out of the page at once.
    public var exit: Link
    public var exitHint: String
    /// The same page in the other language, as a form that carries the answers along.
    public var otherLanguage: HTML
    public var footer: [Link]

    public init(
        language: Language, title: String, name: String, exit: Link, exitHint: String, otherLanguage: HTML, footer: [Link]
    ) {
        self.language = language
        self.title = title
        self.name = name
        self.exit = exit
        self.exitHint = exitHint
        self.otherLanguage = otherLanguage
        self.footer = footer
    }

    /// Addresses of the look and the script under neutral names, given out anew each time.
    public static let stylesheetPath = "/form/look.css"
    public static let scriptPath = "/form/script.js"
    public static var stylesheet: [UInt8] { Assets.stylesheet.bytes }
    public static var script: [UInt8] { PackageResources.quiet_js }

    func document(_ page: Page, stylesheets: [String]) -> HTML {
        """
        <!DOCTYPE html>
        <html\(attribute: "lang", language.tag)>
        <head>
        <meta charset="utf-8">
        <title>\(if: !page.errors.isEmpty, "\(language.error): ")\(title)</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="robots" content="noindex">
        <link rel="stylesheet" href="\(Self.stylesheetPath)">
        \(each: stylesheets, { "<link rel=\"stylesheet\"\(href: $0)>" })
        <script src="\(Self.scriptPath)" defer></script>
        </head>
        <body class="gv-quiet">
        <a class="gv-skip" href="#main">\(language.skip)</a>
        <header class="gv-quiet-header"><p>\(name)</p>
        <div>\(otherLanguage)<a class="gv-button gv-danger gv-exit" rel="nofollow noreferrer"\(href: exit.href)\
        \(attribute: "title", exitHint)>\(exit.text)</a></div></header>
        <div class="gv-page gv-page-reading">
        <main id="main" tabindex="-1">
        \(errorSummary(page.errors, in: language))
        \(if: !page.headingInMain, heading(page.title, caption: page.caption))
        \(page.main)
        </main>
        </div>
        <footer class="gv-footer"><div><ul>\(each: footer, { "<li><a\(href: $0.href)>\($0.text)</a></li>" })</ul></div></footer>
        </body>
        </html>

        """
    }
}
