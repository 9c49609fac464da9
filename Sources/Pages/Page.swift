/// What one page says. The frame around it (service, navigation, viewer) comes from `Frame`.
public struct Page: Sendable {
    public enum Width: Sendable {
        /// Up to 76rem: lists, boards, tables.
        case work
        /// 40rem: forms and text to be read.
        case reading
    }

    /// The page's heading and the first part of the document's title.
    public var title: String
    public var main: HTML
    public var width: Width
    /// A few words above the heading: the kind of record, the theme it belongs to.
    public var caption: String?
    /// True when `main` brings its own h1, as `identityBar` does.
    public var headingInMain = false
    /// The address of the `NavItem` that this page belongs to.
    public var section: String?
    public var breadcrumbs: [Link] = []
    /// A link back; shown when there are no breadcrumbs.
    public var back: Link?
    /// One sentence after something happened. Not shown while there are errors: never two notices at once.
    public var banner: Banner?
    /// Shown as the error summary above the heading; puts "Error: " before the title.
    public var errors: Problems = .none
    /// Printed at the end of the document only: what this is, as of when, its fingerprint.
    public var printFooter: String?
    /// For everyone alike: without navigation, search or whoever is signed in, so that caches may keep it.
    public var isPublic = false
    /// For somebody who may be watched: then nothing of the usual frame stands around it.
    public var quiet: Quiet?
    /// What stands in the header's search box.
    public var searched: String = ""

    public init(_ title: String, width: Width = .work, caption: String? = nil, section: String? = nil, main: HTML) {
        self.title = title
        self.width = width
        self.caption = caption
        self.section = section
        self.main = main
    }

    /// The whole document, as the browser gets it.
    public func document(in frame: Frame) -> HTML {
        quiet?.document(self, stylesheets: frame.stylesheets) ?? frame.document(self)
    }
}

/// A word to press and where it leads.
public struct Link: Sendable, Equatable {
    public var text: String
    public var href: String

    public init(_ text: String, _ href: String) {
        self.text = text
        self.href = href
    }
}

/// An entry of a navigation; the count stands beside the word ("Overdue 3").
public struct NavItem: Sendable, Equatable {
    public var text: String
    public var href: String
    public var count: Int?
    /// There are more than `count`, and nobody counted how many.
    public var isMore: Bool

    public init(_ text: String, _ href: String, count: Int? = nil, isMore: Bool = false) {
        self.text = text
        self.href = href
        self.count = count
        self.isMore = isMore
    }
}

/// The one notice before the heading.
public struct Banner: Sendable {
    public enum Kind: Sendable { case success, notice, problem }
    public var kind: Kind
    public var text: HTML

    public init(_ kind: Kind, _ text: HTML) {
        self.kind = kind
        self.text = text
    }
}
