import Documents
public import Pages

/// A file that came with a form: known by its content, cleaned, or refused in words.
public struct AttachmentInput: Sendable {
    public static let file = "file"
    public static let words = "fileWords"

    /// Nil when none was chosen, or when it is refused.
    public let attaching: Attaching?
    public private(set) var problems = Problems()

    /// The file is fine by itself, and still not attached.
    public mutating func refuse(_ refusal: AttachmentRefusal) { problems.add(Self.file, refusal.words) }

    /// - Parameter isNeeded: whether the form is for nothing else.
    public init(_ form: FormData, isNeeded: Bool = false) async {
        let words = form.text(Self.words)
        if words.count > Attachment.wordsLimit {
            problems.add(Self.words, "Enter at most \(Attachment.wordsLimit) characters")
        }
        guard let file = form.file(Self.file) else {
            attaching = nil
            if isNeeded { problems.add(Self.file, "Choose a picture or a document") }
            return
        }
        do {
            let clean = try await AttachedFile.cleaning(file.content)
            attaching = problems.isEmpty ? Attaching(clean, words: words) : nil
        } catch {
            attaching = nil
            problems.add(Self.file, error.description)
        }
        // A browser never gives a file back.
        if problems[Self.file] == nil, !problems.isEmpty { problems.add(Self.file, "Choose the file again") }
    }
}
