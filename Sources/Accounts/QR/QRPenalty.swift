extension QRGrid {
    /// How hard the code is to read: long runs, blocks of one colour, what looks like a finder, and too much of one
    /// colour. Source: ISO/IEC 18004, section on the evaluation of masks.
    var penalty: Int {
        let rows = (0..<size).map { y in (0..<size).map { dark[y * size + $0] } }
        let columns = (0..<size).map { x in (0..<size).map { dark[$0 * size + x] } }
        return (rows + columns).reduce(0) { $0 + Self.runs($1) + Self.falseFinders($1) } + blocks(rows) + imbalance
    }

    private static func runs(_ line: [Bool]) -> Int {
        var sum = 0
        var length = 0
        for (index, module) in line.enumerated() {
            length = index > 0 && line[index - 1] == module ? length + 1 : 1
            if length == 5 { sum += 3 } else if length > 5 { sum += 1 }
        }
        return sum
    }

    private static let finder = [true, false, true, true, true, false, true]

    /// A finder's pattern with four light modules before or after it.
    private static func falseFinders(_ line: [Bool]) -> Int {
        let light = Array(repeating: false, count: 4)
        var sum = 0
        for start in 0...line.count - 11 {
            let window = Array(line[start..<start + 11])
            if window == finder + light || window == light + finder { sum += 40 }
        }
        return sum
    }

    private func blocks(_ rows: [[Bool]]) -> Int {
        var sum = 0
        for y in 1..<size {
            for x in 1..<size {
                let module = rows[y][x]
                if rows[y][x - 1] == module && rows[y - 1][x] == module && rows[y - 1][x - 1] == module { sum += 3 }
            }
        }
        return sum
    }

    private var imbalance: Int {
        let share = dark.count { $0 } * 100 / dark.count
        return abs(share - 50) / 5 * 10
    }
}
