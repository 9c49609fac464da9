/// Which side of a picture is up: the one thing of Exif that is kept, because without it a photo lies on its side.
///
/// Source: CIPA DC-008 (Exif 2.32), tag 274. 1 is upright, 2 to 8 are turned or mirrored.
enum Orientation {
    /// From a TIFF block as Exif holds it; nil when it says nothing, or something that cannot be.
    static func read(_ tiff: ArraySlice<UInt8>) -> Int? {
        let tiff = Array(tiff.prefix(64 * 1024))
        guard tiff.count >= 8 else { return nil }
        let isLittle = tiff.starts(with: [0x49, 0x49, 0x2A, 0x00])
        guard isLittle || tiff.starts(with: [0x4D, 0x4D, 0x00, 0x2A]) else { return nil }
        func number(_ at: Int, _ width: Int) -> Int? {
            guard at >= 0, at + width <= tiff.count else { return nil }
            let bytes = tiff[at..<at + width]
            return (isLittle ? Array(bytes.reversed()) : Array(bytes)).reduce(0) { $0 << 8 | Int($1) }
        }
        guard let directory = number(4, 4), let count = number(directory, 2) else { return nil }
        for entry in 0..<min(count, 1000) {
            let at = directory + 2 + entry * 12
            guard let tag = number(at, 2) else { return nil }
            guard tag == 274 else { continue }
            guard number(at + 2, 2) == 3, let value = number(at + 8, 2), (1...8).contains(value) else { return nil }
            return value
        }
        return nil
    }

    /// A TIFF block that says this and nothing else.
    static func block(_ orientation: Int) -> [UInt8] {
        [0x4D, 0x4D, 0x00, 0x2A, 0, 0, 0, 8, 0, 1] + [0x01, 0x12, 0, 3, 0, 0, 0, 1]
            + [0, UInt8(truncatingIfNeeded: orientation), 0, 0, 0, 0, 0, 0]
    }
}
