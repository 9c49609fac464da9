/// The sheets of a workbook and the day its dates are counted from.
final class XlsxWorkbook: XMLWalker {
    struct Sheet: Equatable {
        var name: String
        var relation: String
        var isHidden: Bool
    }

    private(set) var sheets: [Sheet] = []
    private(set) var countsFrom1904 = false

    let isDone = false

    var sheetsInOrder: [Sheet] { sheets.filter { !$0.isHidden } + sheets.filter(\.isHidden) }

    func enter(_ name: String, _ attributes: XMLAttributes) throws(SourceError) -> Bool {
        switch name {
        case "workbookPr":
            countsFrom1904 = attributes["date1904"].map { $0 == "1" || $0 == "true" } ?? false
        case "sheet":
            guard sheets.count < ZipArchive.maximumEntries, let relation = attributes["id"] else { return true }
            let state = attributes["state"]
            sheets.append(
                Sheet(
                    name: attributes["name"] ?? "", relation: relation,
                    isHidden: state == "hidden" || state == "veryHidden"))
        default:
            break
        }
        return true
    }

    func text(_ text: String) throws(SourceError) {}
    func leave(_ name: String) throws(SourceError) {}
}

/// Which part of the file each relation of the workbook means.
final class XlsxRelations: XMLWalker {
    private(set) var parts: [String: String] = [:]

    let isDone = false

    func enter(_ name: String, _ attributes: XMLAttributes) throws(SourceError) -> Bool {
        guard name == "Relationship", let id = attributes["Id"], let target = attributes["Target"] else { return true }
        parts[id] = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
        return true
    }

    func text(_ text: String) throws(SourceError) {}
    func leave(_ name: String) throws(SourceError) {}
}

/// The texts of shared strings or comments, each by its place; only those that are wanted.
final class XlsxStrings: XMLWalker {
    private(set) var texts: [Int: String] = [:]
    /// Nil for all.
    private let wanted: Set<Int>?
    private var index = -1
    private var length = 0
    private var isInText = false

    let isDone = false

    init(wanted: Set<Int>?) {
        self.wanted = wanted
    }

    private var isWanted: Bool { wanted?.contains(index) ?? true }

    func enter(_ name: String, _ attributes: XMLAttributes) throws(SourceError) -> Bool {
        switch name {
        case "si", "comment":
            index += 1
            length = 0
            if isWanted { texts[index] = "" }
            return isWanted
        // How a word is pronounced, in Japanese files.
        case "rPh":
            return false
        case "t":
            isInText = true
        default:
            break
        }
        return true
    }

    func text(_ text: String) throws(SourceError) {
        guard isInText else { return }
        // A character more than a cell may have is enough to refuse the cell that uses the string.
        guard length <= SourceLimits.cellCharacters else { return }
        length += text.unicodeScalars.count
        texts[index, default: ""] += text
    }

    func leave(_ name: String) throws(SourceError) {
        if name == "t" { isInText = false }
    }
}
