/// What stands in an OpenDocument file and is no part of its text: comments, footnotes, tracked deletions, contents.
struct OdfNotices {
    private enum Aside: String { case annotation, note }

    var warnings: [SourceWarning] = []
    private var aside: Aside?
    private var depth = 0
    private var words = ""
    private var texts: [Aside: [String]] = [:]
    private var deletions = 0

    var isAside: Bool { aside != nil }

    /// False for an element that is left out with all that is in it.
    mutating func enter(_ name: String) -> Bool {
        if aside != nil {
            if name == aside?.rawValue { depth += 1 }
            // The number of a footnote, and who wrote a comment when, are no words of it.
            return name != "note-citation" && name != "creator" && name != "date" && name != "date-string"
        }
        switch name {
        case "annotation", "note":
            aside = Aside(rawValue: name)
            depth = 1
            words = ""
        case "deletion", "cell-content-change":
            deletions += 1
            return false
        case "insertion", "format-change", "movement", "rejection": return false
        case "table-of-content":
            warnings.append(SourceWarning(message: "The table of contents was not taken in."))
            return false
        default: break
        }
        return true
    }

    mutating func add(_ text: String) {
        if words.utf8.count < SourceLimits.cellCharacters { words += text }
    }

    mutating func leave(_ name: String) {
        guard let aside else {
            if name == "body" { finish() }
            return
        }
        if name == "p" { words += " " }
        guard name == aside.rawValue else { return }
        depth -= 1
        guard depth == 0 else { return }
        let text = CellText.trimmed(words)
        if !text.isEmpty { texts[aside, default: []].append(text) }
        self.aside = nil
    }

    private mutating func finish() {
        for (aside, label) in [(Aside.annotation, "Comments"), (.note, "Footnotes")] {
            guard let said = texts[aside] else { continue }
            warnings.append(SourceWarning(message: "\(label) not taken in: \(said.joined(separator: " / "))"))
        }
        guard deletions > 0 else { return }
        let these = deletions == 1 ? "1 tracked deletion was" : "\(deletions) tracked deletions were"
        warnings.append(
            SourceWarning(
                message: "\(these) left out and tracked insertions were kept. Check the plan against the document."))
    }
}

/// A paragraph while its runs are read.
struct OdfParagraph {
    var role = Paragraph.Role.plain
    private(set) var length = 0
    private(set) var text = ""
    private var isAllItalic = true
    private var endsInBlank = true

    /// White space in the file is layout: a run of it is one space, at the beginning none.
    mutating func add(collapsing words: String, isItalic: Bool) {
        for scalar in words.unicodeScalars {
            length += 1
            if CellText.isBlank(scalar) {
                if !endsInBlank { text += " " }
                endsInBlank = true
                continue
            }
            text.unicodeScalars.append(scalar)
            endsInBlank = false
            if !isItalic { isAllItalic = false }
        }
    }

    /// Spaces and tabs that have elements of their own are meant.
    mutating func add(_ words: String) {
        text += words
        length += words.utf8.count
        endsInBlank = false
    }

    mutating func breakLine() {
        text += "\n"
        endsInBlank = true
    }

    /// One paragraph for each line; only the first is an item or a heading.
    func parts(row: Int) -> [Paragraph] {
        var parts = CellText.paragraphs(text, row: row, .keepsTabs)
        if let first = parts.indices.first, role != .plain { parts[first].role = role }
        for index in parts.indices where isAllItalic { parts[index].isItalic = true }
        return parts
    }
}
