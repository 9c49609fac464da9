/// Which entries of a PDF's dictionaries say who made it, with what and when.
///
/// Source: ISO 32000-1, 14.3 (metadata), 14.5 (private data of programs), 12.5.6 (annotations), 12.8 (signatures).
enum PDFRules {
    /// They go with all that only they refer to.
    static let containers: Set<String> = ["Metadata", "PieceInfo", "DSS"]
    /// They go wherever they are words or a date.
    private static let everywhere: Set<String> = ["Author", "Creator", "Producer", "CreationDate", "ModDate", "LastModified"]
    private static let ofNotes: Set<String> = ["T", "M", "CreationDate"]
    private static let ofSignatures: Set<String> = ["Name", "Location", "Reason", "ContactInfo", "M", "Cert", "Prop_Build"]
    private static let ofStructure: Set<String> = [
        "Type", "Subtype", "Length", "Filter", "DecodeParms", "Predictor", "N", "First", "Info", "ID", "ByteRange", "Contents",
    ]

    static let known = containers.union(everywhere).union(ofNotes).union(ofSignatures).union(ofStructure)

    /// What people draw and write on a page. The T of any other annotation is the name of a field, which must stay.
    private static let notes: Set<String> = [
        "Text", "FreeText", "Line", "Square", "Circle", "Polygon", "PolyLine", "Highlight", "Underline", "Squiggly",
        "StrikeOut", "Stamp", "Caret", "Ink", "Popup", "FileAttachment", "Sound", "Redact",
    ]

    static func apply(
        to entries: [PDFEntry], isTrailer: Bool, _ notes: PDFNotes, _ lexer: inout PDFLexer
    ) throws(FileRefusal) {
        let type = entries.name("Type")
        let isNote = entries.name("Subtype").map { Self.notes.contains($0) } == true && (type == nil || type == "Annot")
        let isSignature = entries["ByteRange"] != nil || type == "Sig" || type == "DocTimeStamp"
        let isTrailer = isTrailer || type == "XRef"
        if isSignature && entries["Contents"] != nil { notes.isSigned = true }
        for entry in entries {
            switch entry.value {
            case .dictionary where isTrailer && entry.key == "Info": try notes.edits.blank(entry.range)
            case .reference(let number) where isTrailer && entry.key == "Info": notes.informations.insert(number)
            case .array where isTrailer && entry.key == "ID": try zero(entry.place, notes, &lexer)
            case .string where isSignature && entry.key == "Contents": try zero(entry.place, notes, &lexer)
            case .dictionary where containers.contains(entry.key), .reference where containers.contains(entry.key):
                try notes.edits.blank(entry.range)
            case .string where goes(entry.key, isNote, isSignature): try notes.edits.blank(entry.range)
            case .reference(let number) where goes(entry.key, isNote, isSignature): notes.strings.insert(number)
            case .dictionary where isSignature && entry.key == "Prop_Build": try notes.edits.blank(entry.range)
            case .array where isSignature && entry.key == "Cert": try notes.edits.blank(entry.range)
            default: break
            }
        }
    }

    private static func goes(_ key: String, _ isNote: Bool, _ isSignature: Bool) -> Bool {
        everywhere.contains(key) || isNote && ofNotes.contains(key) || isSignature && ofSignatures.contains(key)
    }

    /// What must be there in some length, such as the signature's bytes, becomes zeros.
    private static func zero(_ range: Range<Int>, _ notes: PDFNotes, _ lexer: inout PDFLexer) throws(FileRefusal) {
        var inner = PDFLexer(lexer.window, at: range.lowerBound)
        while inner.at < range.upperBound {
            if case .string = try inner.next() {
                try notes.edits.blank(inner.start + 1..<inner.at - 1, with: UInt8(ascii: "0"))
            }
        }
    }
}
