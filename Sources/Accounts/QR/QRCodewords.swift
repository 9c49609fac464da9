/// The bytes of a QR code as they are laid into it: header, data, filling, and error correction, block by block.
enum QRCodewords {
    static func make(_ bytes: [UInt8], _ capacity: QRCapacity) -> [UInt8] {
        interleaved(data(bytes, capacity), capacity)
    }

    private static func data(_ bytes: [UInt8], _ capacity: QRCapacity) -> [UInt8] {
        var bits = Bits()
        bits.append(0b0100, count: 4)  // byte mode
        bits.append(bytes.count, count: capacity.countBits)
        for byte in bytes { bits.append(Int(byte), count: 8) }
        bits.append(0, count: min(4, capacity.data * 8 - bits.count))
        var codewords = bits.bytes
        for index in 0..<capacity.data - codewords.count { codewords.append(index % 2 == 0 ? 0xec : 0x11) }
        return codewords
    }

    /// One codeword of each block in turn, so that a smear hits each block a little and none much.
    private static func interleaved(_ data: [UInt8], _ capacity: QRCapacity) -> [UInt8] {
        let short = data.count / capacity.blocks
        let longBlocks = data.count % capacity.blocks
        var blocks: [ArraySlice<UInt8>] = []
        var start = 0
        for index in 0..<capacity.blocks {
            let length = short + (index >= capacity.blocks - longBlocks ? 1 : 0)
            blocks.append(data[start..<start + length])
            start += length
        }
        let generator = QRField.generator(degree: capacity.correction)
        let corrections = blocks.map { QRField.remainder(of: $0, by: generator) }
        return inTurn(blocks.map { Array($0) }) + inTurn(corrections)
    }

    private static func inTurn(_ blocks: [[UInt8]]) -> [UInt8] {
        (0..<(blocks.map(\.count).max() ?? 0)).flatMap { index in
            blocks.compactMap { index < $0.count ? $0[index] : nil }
        }
    }

    private struct Bits {
        private(set) var bytes: [UInt8] = []
        private(set) var count = 0

        mutating func append(_ value: Int, count length: Int) {
            for shift in stride(from: length - 1, through: 0, by: -1) {
                if count % 8 == 0 { bytes.append(0) }
                if value >> shift & 1 == 1 { bytes[count / 8] |= 0x80 >> UInt8(count % 8) }
                count += 1
            }
        }
    }
}

/// Reed-Solomon over the 256 elements that x⁸+x⁴+x³+x²+1 gives.
enum QRField {
    static func product(_ left: UInt8, _ right: UInt8) -> UInt8 {
        var sum = 0
        for shift in stride(from: 7, through: 0, by: -1) {
            sum <<= 1
            if sum & 0x100 != 0 { sum ^= 0x11d }
            if right >> UInt8(shift) & 1 == 1 { sum ^= Int(left) }
        }
        return UInt8(sum)
    }

    /// (x-1)(x-2)(x-4)… without its leading 1, highest power first.
    static func generator(degree: Int) -> [UInt8] {
        var factors = [UInt8](repeating: 0, count: degree)
        factors[degree - 1] = 1
        var root: UInt8 = 1
        for _ in 0..<degree {
            for index in 0..<degree {
                let next = index + 1 < degree ? factors[index + 1] : 0
                factors[index] = product(factors[index], root) ^ next
            }
            root = product(root, 2)
        }
        return factors
    }

    static func remainder(of data: some Sequence<UInt8>, by generator: [UInt8]) -> [UInt8] {
        var rest = [UInt8](repeating: 0, count: generator.count)
        for byte in data {
            let factor = byte ^ rest.removeFirst()
            rest.append(0)
            for index in rest.indices { rest[index] ^= product(generator[index], factor) }
        }
        return rest
    }
}
