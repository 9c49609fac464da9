/// What a PDF must be before anything is taken out of it, and must not hold.
enum PDFCheck {
    /// A head, a body that ends where it says it does, and nothing behind it: another file hidden at the end is refused.
    static func check(_ window: inout FileWindow) throws(FileRefusal) {
        let head = try window.bytes(0..<7)
        guard window.count >= 30, head[5] == UInt8(ascii: "1") || head[5] == UInt8(ascii: "2"), head[6] == UInt8(ascii: ".")
        else { throw .damaged }
        let end = try window.lastOther(than: [0x20, 0x0A, 0x0D, 0x09, 0]) ?? 0
        let tail = try window.bytes(max(0, end - 200)..<end + 1)
        guard tail.suffix(5).elementsEqual("%%EOF".utf8), let start = tail.firstRange(of: Array("startxref".utf8)),
            let place = number(tail[start.upperBound...]), place > 0, place < window.count,
            try isCrossReference(place, &window)
        else { throw .damaged }
        try refuseActive(&window)
    }

    /// Wherever such a name stands; also of what an object stream unpacks to.
    static func refuseActive(_ window: inout FileWindow) throws(FileRefusal) {
        var at = 0
        while let slash = try window.first(UInt8(ascii: "/"), from: at) {
            if let words = refused[name(try window.bytes(slash + 1..<slash + 61)[...])] { throw FileRefusal(words) }
            at = slash + 1
        }
    }

    private static let refused = [
        "Encrypt": "The PDF is encrypted, so that its author’s name cannot be taken out. Save a copy without a password or limits, or print it to a new PDF, and attach that.",
        "JavaScript": "The PDF holds a program. Print it to a new PDF and attach that.",
        "Launch": "The PDF starts a program. Print it to a new PDF and attach that.",
        "EmbeddedFile": otherFiles, "EmbeddedFiles": otherFiles,
    ]
    private static let otherFiles = "The PDF holds other files. Attach them one by one."

    /// "J#61vaScript" is JavaScript too (ISO 32000-1, 7.3.5).
    private static func name(_ bytes: ArraySlice<UInt8>) -> String {
        var letters: [UInt8] = []
        var rest = bytes.prefix(60)
        while letters.count < 20, let byte = rest.first, byte > 0x20, !"()<>[]{}/%".utf8.contains(byte) {
            let digits = String(decoding: rest.dropFirst().prefix(2), as: UTF8.self)
            if byte == UInt8(ascii: "#"), digits.utf8.count == 2, let escaped = UInt8(digits, radix: 16) {
                letters.append(escaped)
                rest = rest.dropFirst(3)
            } else {
                letters.append(byte)
                rest = rest.dropFirst()
            }
        }
        return String(decoding: letters, as: UTF8.self)
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> Int? {
        let digits = bytes.drop { $0 == 0x0A || $0 == 0x0D || $0 == 0x20 }.prefix { (0x30...0x39).contains($0) }
        return digits.count <= 9 ? Int(String(decoding: digits, as: UTF8.self)) : nil
    }

    /// A table ("xref") or a stream of its own ("12 0 obj").
    private static func isCrossReference(_ place: Int, _ window: inout FileWindow) throws(FileRefusal) -> Bool {
        var at = place
        while at < window.count, try window.byte(at) <= 0x20 { at += 1 }
        let start = try window.bytes(at..<at + 4)
        return start.elementsEqual("xref".utf8) || (0x30...0x39).contains(start.first ?? 0)
    }
}
