/// A QR code (ISO/IEC 18004) of some bytes: byte mode, error correction level M, which survives a smear over an eighth of
/// it. Versions 1 to 20, 666 bytes at most: larger ones are too fine for a phone before a screen.
struct QRCode: Sendable, Equatable {
    let version: Int
    /// Which of the eight patterns is laid over the data.
    let mask: Int
    /// Modules on each side.
    let size: Int
    /// Row by row; true is dark.
    private(set) var modules: [Bool]

    static let largestVersion = 20

    /// Nil when the text is too long.
    /// - Parameter mask: nil takes the one that readers find easiest.
    init?(_ text: String, mask: Int? = nil) {
        let bytes = Array(text.utf8)
        guard let version = (1...Self.largestVersion).first(where: { QRCapacity($0).holds(bytes.count) }) else {
            return nil
        }
        let capacity = QRCapacity(version)
        var grid = QRGrid(version: version)
        grid.place(QRCodewords.make(bytes, capacity))
        let masks = mask.map { [$0] } ?? Array(0..<8)
        let best = masks.map { (mask: $0, grid: grid.masked($0)) }.min { $0.grid.penalty < $1.grid.penalty }
        guard let best else { return nil }
        self.version = version
        self.mask = best.mask
        size = best.grid.size
        modules = best.grid.dark
    }

    func isDark(_ x: Int, _ y: Int) -> Bool { modules[y * size + x] }

    /// The dark modules as one path of an SVG, a run of them a stroke, with the quiet zone that readers need around.
    static let quiet = 4
    var side: Int { size + 2 * Self.quiet }

    var path: String {
        var path = ""
        for y in 0..<size {
            var x = 0
            while x < size {
                guard isDark(x, y) else {
                    x += 1
                    continue
                }
                let start = x
                while x < size && isDark(x, y) { x += 1 }
                path += "M\(start + Self.quiet) \(y + Self.quiet)h\(x - start)v1h-\(x - start)z"
            }
        }
        return path
    }
}

/// How much a version holds at level M, and how its codewords are split into blocks. Source: ISO/IEC 18004, table 9.
struct QRCapacity: Sendable {
    let version: Int
    /// Codewords of error correction in each block.
    let correction: Int
    let blocks: Int

    /// For versions 1, 2, 3 …
    private static let levelM: [(correction: Int, blocks: Int)] = [
        (10, 1), (16, 1), (26, 1), (18, 2), (24, 2), (16, 4), (18, 4), (22, 4), (22, 5), (26, 5),
        (30, 5), (22, 8), (22, 9), (24, 9), (24, 10), (28, 10), (28, 11), (26, 13), (26, 14), (26, 16),
    ]

    init(_ version: Int) {
        self.version = version
        (correction, blocks) = Self.levelM[version - 1]
    }

    /// Codewords of data and of error correction.
    var total: Int {
        let side = version * 4 + 17
        let aligned = QRGrid.alignments(version).count
        // Three finders with their separators and format bits, two timing lines, one dark module.
        var free = side * side - 3 * 64 - 31 - 2 * (side - 16)
        if aligned > 0 {
            let patterns = aligned * aligned - 3
            // Those on a timing line share five modules with it.
            free -= patterns * 25 - (aligned - 2) * 2 * 5
        }
        if version >= 7 { free -= 36 }
        return free / 8
    }

    var data: Int { total - correction * blocks }

    var countBits: Int { version < 10 ? 8 : 16 }

    func holds(_ bytes: Int) -> Bool { 4 + countBits + bytes * 8 <= data * 8 }
}
