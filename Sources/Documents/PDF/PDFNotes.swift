/// What was found so far, of the whole file.
final class PDFNotes {
    /// ISO 32000-1, annex C: no more objects than this.
    private static let highestNumber = 8_388_607
    private static let mostFound = 100_000

    /// Of the file, or of the object stream that is being read.
    var edits = PDFEdits()
    /// The objects that the trailers name as the document's information.
    var informations: Set<Int> = []
    /// The objects that should be the words of an author or a date.
    var strings: Set<Int> = []
    var isSigned = false
    /// How often an object is referred to, and how often from what goes. 255 stands for more.
    private var references: [UInt8] = []
    private var gone: [UInt8] = []
    /// False while what goes is read a second time: what goes from there with its key was counted before.
    var isCounting = true
    private var touched: Set<Int> = []

    func count(reference number: Int, goes: Bool) throws(FileRefusal) {
        guard number <= Self.highestNumber else { return }
        if number >= references.count {
            let more = [UInt8](repeating: 0, count: max(number + 1, references.count * 2) - references.count)
            references += more
            gone += more
        }
        if isCounting, references[number] < 255 { references[number] += 1 }
        guard goes, gone[number] < 255 else { return }
        gone[number] += 1
        touched.insert(number)
        guard touched.count < Self.mostFound, strings.count < Self.mostFound, informations.count < Self.mostFound else {
            throw .holdsTooMuch
        }
    }

    /// The objects that only what goes refers to, each told once.
    func takeLeft() -> Set<Int> {
        let left = touched.filter { references[$0] < 255 && gone[$0] >= references[$0] }
        touched.subtract(left)
        return left
    }

    func take(comments: inout [Range<Int>]) throws(FileRefusal) {
        for comment in comments { try edits.blank(comment) }
        comments.removeAll(keepingCapacity: true)
    }
}
