/// The modules of a QR code while it is drawn.
struct QRGrid: Sendable {
    let version: Int
    let size: Int
    private(set) var dark: [Bool]
    /// Finders, lines and formats, over which neither data nor mask is laid.
    private var fixed: [Bool]

    init(version: Int) {
        self.version = version
        size = version * 4 + 17
        dark = Array(repeating: false, count: size * size)
        fixed = dark
        drawTiming()
        for (x, y) in [(3, 3), (size - 4, 3), (3, size - 4)] { drawFinder(x, y) }
        drawAlignments()
        drawVersion()
        drawFormat(mask: 0)  // keeps its place free
    }

    private mutating func set(_ x: Int, _ y: Int, _ isDark: Bool) {
        guard (0..<size).contains(x), (0..<size).contains(y) else { return }
        dark[y * size + x] = isDark
        fixed[y * size + x] = true
    }

    // MARK: What is the same in every code

    private mutating func drawTiming() {
        for index in 0..<size {
            set(6, index, index % 2 == 0)
            set(index, 6, index % 2 == 0)
        }
    }

    private mutating func drawFinder(_ x: Int, _ y: Int) {
        for right in -4...4 {
            for down in -4...4 {
                let ring = max(abs(right), abs(down))
                set(x + right, y + down, ring != 2 && ring != 4)
            }
        }
    }

    /// Where the rows and columns of the small squares are.
    static func alignments(_ version: Int) -> [Int] {
        guard version > 1 else { return [] }
        let count = version / 7 + 2
        let last = version * 4 + 10
        let step = (version * 4 + count * 2 + 1) / (count * 2 - 2) * 2
        return [6] + (0..<count - 1).reversed().map { last - $0 * step }
    }

    private mutating func drawAlignments() {
        let places = Self.alignments(version)
        guard let last = places.last else { return }
        for x in places {
            for y in places where !((x == 6 && y == 6) || (x == 6 && y == last) || (x == last && y == 6)) {
                for right in -2...2 {
                    for down in -2...2 { set(x + right, y + down, max(abs(right), abs(down)) != 1) }
                }
            }
        }
    }

    private mutating func drawVersion() {
        guard version >= 7 else { return }
        let bits = version << 12 | Self.remainder(version, 0x1f25, degree: 12)
        for index in 0..<18 {
            let isDark = bits >> index & 1 == 1
            let (near, far) = (index / 3, size - 11 + index % 3)
            set(far, near, isDark)
            set(near, far, isDark)
        }
    }

    /// Which mask and which level (M is 00), written twice.
    private mutating func drawFormat(mask: Int) {
        let bits = (mask << 10 | Self.remainder(mask, 0x537, degree: 10)) ^ 0x5412
        for index in 0..<15 {
            let isDark = bits >> index & 1 == 1
            switch index {
            case 0...5: set(8, index, isDark)
            case 6: set(8, 7, isDark)
            case 7: set(8, 8, isDark)
            case 8: set(7, 8, isDark)
            default: set(14 - index, 8, isDark)
            }
            if index < 8 { set(size - 1 - index, 8, isDark) } else { set(8, size - 15 + index, isDark) }
        }
        set(8, size - 8, true)
    }

    /// Of a polynomial over two elements, shifted by the degree of its divisor.
    private static func remainder(_ value: Int, _ divisor: Int, degree: Int) -> Int {
        var rest = value
        for _ in 0..<degree { rest = rest << 1 ^ (rest >> (degree - 1) & 1) * divisor }
        return rest
    }

    // MARK: Data

    /// Two columns at a time from the right, up and down in turn, past what is fixed.
    mutating func place(_ codewords: [UInt8]) {
        var bit = 0
        var isUpward = true
        for right in stride(from: size - 1, through: 1, by: -2).map({ $0 <= 6 ? $0 - 1 : $0 }) {
            for step in 0..<size {
                let y = isUpward ? size - 1 - step : step
                for x in [right, right - 1] where !fixed[y * size + x] && bit < codewords.count * 8 {
                    dark[y * size + x] = codewords[bit / 8] >> UInt8(7 - bit % 8) & 1 == 1
                    bit += 1
                }
            }
            isUpward.toggle()
        }
    }

    func masked(_ mask: Int) -> QRGrid {
        var grid = self
        for y in 0..<size {
            for x in 0..<size where !fixed[y * size + x] && Self.inverts(mask, x, y) {
                grid.dark[y * size + x].toggle()
            }
        }
        grid.drawFormat(mask: mask)
        return grid
    }

    private static func inverts(_ mask: Int, _ x: Int, _ y: Int) -> Bool {
        switch mask {
        case 0: (x + y) % 2 == 0
        case 1: y % 2 == 0
        case 2: x % 3 == 0
        case 3: (x + y) % 3 == 0
        case 4: (x / 3 + y / 2) % 2 == 0
        case 5: x * y % 2 + x * y % 3 == 0
        case 6: (x * y % 2 + x * y % 3) % 2 == 0
        default: ((x + y) % 2 + x * y % 3) % 2 == 0
        }
    }
}
