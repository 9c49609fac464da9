/// A ZIP file read from its central directory, with nothing in it believed before it is checked.
///
/// Source: PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16. Differs from it in refusing ZIP64, encryption,
/// several disks, two entries of one name, entries that share bytes, and methods other than stored and deflate.
struct ZipArchive {
    static let maximumEntries = 2_000
    /// Bytes of one entry, unpacked.
    static let maximumEntrySize = 50 * 1024 * 1024
    /// Bytes of all entries, unpacked.
    static let maximumTotalSize = 200 * 1024 * 1024
    /// Unpacked to packed, from `ratioFloor` bytes on: an office file's XML stays under 100.
    static let maximumRatio = 200
    static let ratioFloor = 1024 * 1024

    struct Entry: Equatable {
        var isDeflated: Bool
        var crc: UInt32
        var size: Int
        /// Where its packed bytes are in the file.
        var data: Range<Int>
    }

    private let bytes: [UInt8]
    private var entries: [String: Entry] = [:]

    /// - Throws: `SourceError` in one sentence, whatever is wrong with the directory.
    init(_ bytes: [UInt8]) throws(SourceError) {
        self.bytes = bytes
        let directory = try findDirectory()
        guard directory.count <= Self.maximumEntries else { throw Self.tooMuch }
        var at = directory.start
        var total = 0
        var ranges: [Range<Int>] = []
        for _ in 0..<directory.count {
            let (name, entry, next) = try readEntry(at, before: directory.start)
            total += entry.size
            guard total <= Self.maximumTotalSize else { throw Self.tooMuch }
            guard entries.updateValue(entry, forKey: name) == nil else { throw .damaged }
            ranges.append(entry.data)
            at = next
        }
        try refuseOverlaps(ranges)
    }

    var names: [String] { entries.keys.sorted() }

    func holds(_ name: String) -> Bool { entries[name] != nil }

    /// The unpacked bytes of an entry, checked against its size and CRC-32; nil where there is none of that name.
    func read(_ name: String) throws(SourceError) -> [UInt8]? {
        guard let entry = entries[name] else { return nil }
        return try Inflation.unpack(bytes[entry.data], of: entry)
    }

    private static let tooMuch =
        SourceError("The file unpacks to far more than a plan needs. Copy the plan into a new document and save that.")
    private static let unsafe =
        SourceError("The file holds parts with names that no Word or Excel file has. Open it and save it again.")
    private static let locked =
        SourceError("The file is locked with a password. Save it without one and try again.")
}

// MARK: Directory

extension ZipArchive {
    private func u16(_ at: Int) -> Int { Int(bytes[at]) | Int(bytes[at + 1]) << 8 }

    private func u32(_ at: Int) -> Int { u16(at) | u16(at + 2) << 16 }

    private func findDirectory() throws(SourceError) -> (start: Int, count: Int) {
        let length = 22
        guard bytes.count >= length else { throw .damaged }
        var at = bytes.count - length
        let last = max(0, at - 0xFFFF)
        while at >= last {
            if u32(at) == 0x0605_4B50, at + length + u16(at + 20) == bytes.count {
                let count = u16(at + 10), size = u32(at + 12), start = u32(at + 16)
                guard u16(at + 4) == 0, u16(at + 6) == 0, u16(at + 8) == count, count != 0xFFFF,
                    start + size == at
                else { throw .damaged }
                return (start, count)
            }
            at -= 1
        }
        throw .damaged
    }

    private func readEntry(_ at: Int, before end: Int) throws(SourceError) -> (String, Entry, next: Int) {
        guard at + 46 <= bytes.count, u32(at) == 0x0201_4B50 else { throw .damaged }
        let flags = u16(at + 8), method = u16(at + 10)
        guard flags & 0x2041 == 0 else { throw Self.locked }
        guard method == 0 || method == 8 else { throw .damaged }
        let packed = u32(at + 20), size = u32(at + 24), local = u32(at + 42)
        guard packed != 0xFFFF_FFFF, size != 0xFFFF_FFFF, local != 0xFFFF_FFFF, u16(at + 34) == 0 else {
            throw .damaged
        }
        guard size <= Self.maximumEntrySize, size < Self.ratioFloor || size <= packed * Self.maximumRatio else {
            throw Self.tooMuch
        }
        let nameEnd = at + 46 + u16(at + 28)
        let next = nameEnd + u16(at + 30) + u16(at + 32)
        guard next <= bytes.count else { throw .damaged }
        let nameBytes = bytes[at + 46..<nameEnd]
        let name = try safeName(nameBytes)
        let start = try startOfData(local, name: nameBytes, packed: packed, size: size)
        guard start + packed <= end, method == 8 || packed == size else { throw .damaged }
        let entry = Entry(isDeflated: method == 8, crc: UInt32(u32(at + 16)), size: size, data: start..<start + packed)
        return (name, entry, next)
    }

    /// The local header has to tell the same as the directory: some readers believe the one, some the other.
    private func startOfData(_ at: Int, name: ArraySlice<UInt8>, packed: Int, size: Int) throws(SourceError) -> Int {
        guard at + 30 <= bytes.count, u32(at) == 0x0403_4B50 else { throw .damaged }
        let flags = u16(at + 6)
        guard flags & 0x2041 == 0 else { throw Self.locked }
        let nameEnd = at + 30 + u16(at + 26)
        guard nameEnd <= bytes.count, bytes[at + 30..<nameEnd].elementsEqual(name) else { throw .damaged }
        let sizesFollowData = flags & 8 != 0
        guard sizesFollowData || u32(at + 18) == packed && u32(at + 22) == size else { throw .damaged }
        return nameEnd + u16(at + 28)
    }

    private func safeName(_ bytes: ArraySlice<UInt8>) throws(SourceError) -> String {
        guard let name = String(validating: bytes, as: UTF8.self), !name.isEmpty else { throw Self.unsafe }
        let hasWrongSign = name.utf8.contains { $0 < 0x20 || $0 == 0x5C || $0 == 0x3A }
        let climbs = name.split(separator: "/", omittingEmptySubsequences: false).contains("..")
        guard !hasWrongSign, !climbs, !name.hasPrefix("/") else { throw Self.unsafe }
        return name
    }

    private func refuseOverlaps(_ ranges: [Range<Int>]) throws(SourceError) {
        let sorted = ranges.filter { !$0.isEmpty }.sorted { $0.lowerBound < $1.lowerBound }
        for (first, second) in zip(sorted, sorted.dropFirst()) where first.upperBound > second.lowerBound {
            throw .damaged
        }
    }
}
