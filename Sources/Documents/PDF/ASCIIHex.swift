/// A byte as two digits (ISO 32000-1, 7.4.2).
enum ASCIIHex {
    /// Nil where there is anything but digits and blanks before the end.
    static func decode(_ letters: [UInt8]) -> [UInt8]? {
        var digits: [UInt8] = []
        digits.reserveCapacity(letters.count)
        for letter in letters where letter > 0x20 {
            if letter == UInt8(ascii: ">") { break }
            guard let digit = Character(Unicode.Scalar(letter)).hexDigitValue else { return nil }
            digits.append(UInt8(digit))
        }
        if !digits.count.isMultiple(of: 2) { digits.append(0) }
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }

    /// - Parameter new: as long as `old`, which the letters stand for.
    static func write(_ new: [UInt8], instead old: [UInt8], over letters: [UInt8]) -> [UInt8] {
        var written = letters
        var place = 0
        for (at, letter) in letters.enumerated() where letter > 0x20 {
            if letter == UInt8(ascii: ">") { break }
            let byte = place / 2
            if new[byte] != old[byte] {
                let digit = place.isMultiple(of: 2) ? new[byte] >> 4 : new[byte] & 15
                written[at] = digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "A") + digit - 10
            }
            place += 1
        }
        return written
    }
}
