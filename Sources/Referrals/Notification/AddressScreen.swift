/// Finds addresses: those of people on the case in whole or by their street, and anything built like one.
struct AddressScreen: Sendable {
    private var known: [(words: [String], role: String)] = []

    init(_ people: [KnownPerson]) {
        for person in people {
            for address in person.addresses {
                for line in address.split(whereSeparator: { ",;\n\r".contains($0) || $0 == "\r\n" }) {
                    let words = FoldedText.words(String(line)).filter { word in !word.contains(where: \.isNumber) }
                    guard words.joined().count >= 4, words != ["united", "kingdom"], words != ["england"] else { continue }
                    known.append((words.map(Self.canonical), person.role))
                }
            }
        }
    }

    func findings(_ text: FoldedText, _ field: String) -> [Finding] {
        let words = text.tokens.map { Self.canonical($0.word) }
        var found: [Finding] = []
        for (line, role) in known where line.count <= words.count {
            for start in 0...(words.count - line.count) where words[start..<start + line.count].elementsEqual(line) {
                let range = text.tokens[start].range.lowerBound..<text.tokens[start + line.count - 1].range.upperBound
                found.append(
                    text.finding(
                        field, .address, line.count > 1 ? .likely : .possible, range,
                        "“\(text.written(range))” is in an address of \(role)."))
            }
        }
        for start in words.indices {
            if let end = built(text, words, start) {
                let range = text.tokens[start].range.lowerBound..<text.tokens[end].range.upperBound
                let standsOut = text.tokens[end].isCapital
                found.append(
                    text.finding(
                        field, .address, standsOut ? .likely : .possible, range, "“\(text.written(range))” looks like an address."))
            }
        }
        return found
    }

    /// The last token of "12 Chequers Road" or "flat 3"; nil where none begins.
    private func built(_ text: FoldedText, _ words: [String], _ start: Int) -> Int? {
        let next = start + 1
        if Self.rooms.contains(words[start]), next < words.count, text.tokens[next].hasDigit, text.tokens[next].gap.count <= 2 {
            return next
        }
        guard isHouseNumber(text.tokens[start]) else { return nil }
        for end in next..<max(next, min(start + 5, words.count)) {
            if Self.streets.contains(words[end]) { return end > next ? end : nil }
            let token = text.tokens[end]
            if Self.notInStreets.contains(words[end]) || token.gap.contains(".") || token.hasDigit { return nil }
        }
        return nil
    }

    private func isHouseNumber(_ token: FoldedText.Token) -> Bool {
        guard token.hasDigit, token.word.utf8.count <= 5, let first = token.word.utf8.first, (0x30...0x39).contains(first) else {
            return false
        }
        return token.word.dropLast().allSatisfy(\.isNumber) && token.word.utf8.filter { $0 > 0x39 }.count <= 1
    }

    private static func canonical(_ word: String) -> String { short[word] ?? word }

    private static let short = [
        "rd": "road", "ave": "avenue", "av": "avenue", "ln": "lane", "cl": "close", "ct": "court", "cres": "crescent",
        "gdns": "gardens", "terr": "terrace", "sq": "square", "pl": "place", "apt": "flat", "apartment": "flat", "str": "street",
        "st": "street",
    ]
    private static let streets: Set<String> = [
        "road", "street", "avenue", "lane", "close", "court", "crescent", "gardens", "terrace", "square", "place", "drive",
        "way", "mews", "grove", "hill", "row", "walk", "wharf", "yard", "parade", "rise", "green", "park", "house", "view",
    ]
    private static let rooms: Set<String> = ["flat", "unit", "caravan", "plot", "room"]
    private static let notInStreets: Set<String> = [
        "in", "on", "at", "a", "an", "and", "or", "to", "from", "by", "for", "with", "per", "into", "men", "women", "people",
        "persons", "others", "girls", "boys", "children", "workers", "days", "weeks", "months", "years", "hours", "times", "am",
        "pm", "who", "were", "was", "had", "miles", "minutes", "their", "his", "her", "this", "that", "same",
    ]
}
