/// What the styles of an OpenDocument file say of paragraphs, runs and sheets: titles, italics, hidden.
final class OdfStyles {
    private struct Style {
        var parent: String?
        var isItalic: Bool?
        var isHidden = false
    }

    private var styles: [String: Style] = [:]
    private var open: String?

    /// Names are told apart by family: a paragraph's "P1" is not a table's.
    private static func key(_ family: String, _ name: String) -> String { family + " " + name }

    func enter(_ name: String, _ attributes: XMLAttributes) {
        switch name {
        case "style":
            open = Self.key(attributes["family"] ?? "", attributes["name"] ?? "")
            styles[open ?? ""] = Style(parent: attributes["parent-style-name"])
        case "text-properties":
            guard let open, let slant = attributes["font-style"] else { return }
            styles[open]?.isItalic = slant == "italic" || slant == "oblique"
        case "table-properties":
            guard let open, attributes["display"] == "false" else { return }
            styles[open]?.isHidden = true
        default: break
        }
    }

    func leave(_ name: String) {
        if name == "style" { open = nil }
    }

    /// Nil where neither the style nor one it is based on says.
    func isItalic(_ family: String, _ name: String?) -> Bool? {
        lineage(family, name).lazy.compactMap { self.styles[Self.key(family, $0)]?.isItalic }.first
    }

    func isTitle(_ name: String?) -> Bool { lineage("paragraph", name).contains("Title") }

    func isHidden(sheet name: String?) -> Bool { name.map { styles[Self.key("table", $0)]?.isHidden ?? false } ?? false }

    /// The style and those it is based on; ten are more than any template has.
    private func lineage(_ family: String, _ name: String?) -> [String] {
        var names: [String] = []
        var next = name
        while let name = next, names.count < 10 {
            names.append(name)
            next = styles[Self.key(family, name)]?.parent
        }
        return names
    }
}

/// Walks through `styles.xml`: the named styles, and the words of page headers and footers.
final class OdfStylesWalker: XMLWalker {
    private let styles: OdfStyles
    private(set) var margins: [String] = []
    private var margin: String?

    let isDone = false

    init(_ styles: OdfStyles) { self.styles = styles }

    func enter(_ name: String, _ attributes: XMLAttributes) throws(SourceError) -> Bool {
        if name.hasPrefix("header") || name.hasPrefix("footer"), !name.hasSuffix("-style") { margin = "" }
        styles.enter(name, attributes)
        return true
    }

    func text(_ text: String) throws(SourceError) {
        if let words = margin, words.utf8.count < SourceLimits.cellCharacters { margin = words + text }
    }

    func leave(_ name: String) throws(SourceError) {
        styles.leave(name)
        guard name.hasPrefix("header") || name.hasPrefix("footer"), !name.hasSuffix("-style"), let words = margin else {
            return
        }
        let text = CellText.trimmed(words)
        if !text.isEmpty, !margins.contains(text) { margins.append(text) }
        margin = nil
    }
}
