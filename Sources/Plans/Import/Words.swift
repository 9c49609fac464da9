/// The words of a text without case and punctuation: what accounting and comparing count.
enum Words {
    static func of(_ text: String) -> [String] {
        var words: [String] = []
        var word: [UInt8] = []
        for scalar in text.unicodeScalars {
            let value = scalar.value
            if value < 0x80 {
                let byte = UInt8(value)
                if Letters.isLetter(byte) {
                    word.append(byte | 0x20)
                } else if Letters.isDigit(byte) {
                    word.append(byte)
                } else if !word.isEmpty {
                    words.append(String(decoding: word, as: UTF8.self))
                    word.removeAll(keepingCapacity: true)
                }
            } else if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
                word.append(contentsOf: Array(scalar.properties.lowercaseMapping.utf8))
            } else if !word.isEmpty {
                words.append(String(decoding: word, as: UTF8.self))
                word.removeAll(keepingCapacity: true)
            }
        }
        if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
        return words
    }

    /// One text for two that differ only in case, spacing and punctuation.
    static func key(_ text: String) -> String { of(text).joined(separator: " ") }

    /// How alike two lists of words are, 0 to 1: twice what they share over what they hold.
    static func likeness(_ left: [String], _ right: [String]) -> Double {
        guard !left.isEmpty, !right.isEmpty else { return left.isEmpty && right.isEmpty ? 1 : 0 }
        var bag = WordBag()
        for word in left { bag.add(word) }
        let shared = right.reduce(0) { $0 + (bag.take($1) ? 1 : 0) }
        return 2 * Double(shared) / Double(left.count + right.count)
    }
}

/// Words with how often each stands in it.
struct WordBag {
    private(set) var counts: [String: Int] = [:]

    mutating func add(_ word: String) { counts[word, default: 0] += 1 }

    mutating func add(wordsOf text: String) {
        guard !text.isEmpty else { return }
        for word in Words.of(text) { counts[word, default: 0] += 1 }
    }

    /// Takes one of that word out; false where there is none left.
    mutating func take(_ word: String) -> Bool {
        guard let count = counts[word], count > 0 else { return false }
        counts[word] = count - 1
        return true
    }
}

enum Letters {
    static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A }
    static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
    static func isCapital(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }
    static func isSmall(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A }

    /// A text that begins in the middle of a sentence: no capital, number or bullet before its first word.
    static func beginsSmall(_ text: String) -> Bool {
        guard let first = text.utf8.first else { return false }
        if isSmall(first) { return true }
        return first == UInt8(ascii: ",") || first == UInt8(ascii: ";") || first == UInt8(ascii: ")")
    }

    /// Two to eight capitals, with figures or & among them: the shape of a post's abbreviation.
    static func isCode(_ text: some StringProtocol) -> Bool {
        let bytes = text.utf8
        guard (2...8).contains(bytes.count), let first = bytes.first, isCapital(first) else { return false }
        var small = 0
        for byte in bytes {
            if isSmall(byte) {
                small += 1
            } else if !isCapital(byte), !isDigit(byte), byte != UInt8(ascii: "&") {
                return false
            }
        }
        return small <= 1 && bytes.count - small >= 2
    }

    static func isCapitals(_ text: some StringProtocol) -> Bool {
        text.utf8.contains(where: isCapital) && !text.utf8.contains(where: isSmall)
    }
}

enum Tidy {
    /// One space for each run of white space, none at the ends.
    static func spaces(_ text: some StringProtocol) -> String {
        var kept: [UInt8] = []
        kept.reserveCapacity(text.utf8.count)
        var pending = false
        var bytes = text.utf8.makeIterator()
        while let byte = bytes.next() {
            var isSpace = byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
            var held: [UInt8] = [byte]
            if byte == 0xC2, let next = bytes.next() {
                held.append(next)
                isSpace = next == 0xA0
            }
            if isSpace {
                pending = !kept.isEmpty
            } else {
                if pending { kept.append(0x20) }
                pending = false
                kept.append(contentsOf: held)
            }
        }
        return String(decoding: kept, as: UTF8.self)
    }

    static func trim(_ text: some StringProtocol, of marks: String) -> String {
        var rest = Substring(text)
        while let first = rest.first, marks.contains(first) { rest.removeFirst() }
        while let last = rest.last, marks.contains(last) { rest.removeLast() }
        return String(rest)
    }
}
