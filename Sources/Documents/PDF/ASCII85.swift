/// Four bytes as five letters (ISO 32000-1, 7.4.3).
enum ASCII85 {
    private static let powers: [UInt32] = [52_200_625, 614_125, 7_225, 85, 1]
    private static let end = UInt8(ascii: "~")

    static func decode(_ letters: [UInt8]) -> [UInt8]? {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(letters.count / 5 * 4 + 4)
        let isWhole = groups(of: letters) { group in
            guard let value = value(group, letters) else { return false }
            bytes += spread(value).prefix(group.count == 1 ? 4 : group.count - 1)
            return true
        }
        return isWhole ? bytes : nil
    }

    /// - Parameters:
    ///   - new: as long as `old`, which the letters stand for.
    static func write(_ new: [UInt8], instead old: [UInt8], over letters: [UInt8]) -> [UInt8] {
        var written = letters
        var at = 0
        _ = groups(of: letters) { group in
            let count = group.count == 1 ? 4 : group.count - 1
            defer { at += count }
            guard new[at..<at + count] != old[at..<at + count] else { return true }
            var value = (new[at..<at + count] + [0, 0, 0]).prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            var digits: [UInt8] = []
            for power in powers {
                digits.append(UInt8(value / power) + UInt8(ascii: "!"))
                value %= power
            }
            // What was four zeros is not overwritten, so that one letter never has to become five.
            for (place, digit) in zip(group, digits) { written[place] = digit }
            return true
        }
        return written
    }

    /// Calls `take` with the places of each group's letters: five, or one "z", and at the end two to four.
    private static func groups(of letters: [UInt8], _ take: ([Int]) -> Bool) -> Bool {
        var group: [Int] = []
        for (place, letter) in letters.enumerated() {
            if letter <= 0x20 { continue }
            if letter == end { break }
            if letter == UInt8(ascii: "z") {
                guard group.isEmpty, take([place]) else { return false }
                continue
            }
            guard (UInt8(ascii: "!")...UInt8(ascii: "u")).contains(letter) else { return false }
            group.append(place)
            if group.count == 5 {
                guard take(group) else { return false }
                group.removeAll(keepingCapacity: true)
            }
        }
        return group.isEmpty || group.count > 1 && take(group)
    }

    private static func value(_ group: [Int], _ letters: [UInt8]) -> UInt32? {
        if group.count == 1 { return 0 }
        var value: UInt64 = 0
        for number in 0..<5 {
            let letter = number < group.count ? letters[group[number]] : UInt8(ascii: "u")
            value = value * 85 + UInt64(letter - UInt8(ascii: "!"))
        }
        return UInt32(exactly: value)
    }

    private static func spread(_ value: UInt32) -> [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) } }
}
