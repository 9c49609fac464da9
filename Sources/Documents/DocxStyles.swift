/// Which paragraph styles are headings or lists: by outline level, numbering or the style's fixed English name.
final class DocxStyles: XMLWalker {
    private struct Style {
        var name = ""
        var basedOn: String?
        var outline: Int?
        var listLevel: Int?
    }

    private var styles: [String: Style] = [:]
    private var openId: String?
    private var open = Style()

    let isDone = false

    /// The role of a paragraph with that style.
    func role(of id: String) -> Paragraph.Role {
        var id = id
        // A style may be based on itself by mistake; ten levels are more than any template has.
        for _ in 0..<10 {
            let style = styles[id] ?? Style(name: id)
            if let role = Self.role(named: style.name) { return role }
            if let outline = style.outline { return .heading(level: outline + 1) }
            if let level = style.listLevel { return .bullet(depth: level + 1) }
            guard let base = style.basedOn else { return .plain }
            id = base
        }
        return .plain
    }

    func enter(_ name: String, _ attributes: XMLAttributes) throws(SourceError) -> Bool {
        switch name {
        case "style":
            guard attributes["type"] == "paragraph", let id = attributes["styleId"] else { return false }
            openId = id
            open = Style()
        case "name": open.name = attributes["val"] ?? ""
        case "basedOn": open.basedOn = attributes["val"]
        case "outlineLvl":
            open.outline = attributes["val"].flatMap(Int.init).flatMap { (0..<9).contains($0) ? $0 : nil }
        case "numPr": open.listLevel = open.listLevel ?? 0
        case "ilvl": open.listLevel = attributes["val"].flatMap(Int.init).map { min(max($0, 0), 8) }
        case "numId" where attributes["val"] == "0": open.listLevel = nil
        default: break
        }
        return true
    }

    func text(_ text: String) throws(SourceError) {}

    func leave(_ name: String) throws(SourceError) {
        guard name == "style", let id = openId else { return }
        styles[id] = open
        openId = nil
    }

    /// "heading 2", "Heading2", "List Bullet 3": the names that Word's files keep in every language.
    private static func role(named name: String) -> Paragraph.Role? {
        let plain = name.lowercased().filter { $0 != " " }
        if plain == "title" { return .title }
        let level = plain.last?.wholeNumberValue
        let stem = level == nil ? plain : String(plain.dropLast())
        switch stem {
        case "heading": return level.map { .heading(level: max(1, $0)) }
        case "listbullet", "listnumber": return .bullet(depth: max(1, level ?? 1))
        default: return nil
        }
    }
}
