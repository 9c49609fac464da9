/// A ZIP file in the making: the parts in the order given, each deflated or stored, all of one fixed moment, so that
/// equal parts give equal bytes.
///
/// Source: PKWARE APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16. Below 4 GB and 65,535 parts; no ZIP64.
struct ZipWriter {
    private var file: [UInt8] = []
    private var directory: [UInt8] = []
    private var count = 0

    /// 1 January 1980, the first day that the format can say.
    private static let day = 0x0021

    /// OpenDocument wants its `mimetype` first, stored, and without an extra field.
    mutating func add(_ name: String, _ content: [UInt8], isStored: Bool = false) {
        let packed = isStored ? nil : Deflation.pack(content).flatMap { $0.count < content.count ? $0 : nil }
        let data = packed ?? content
        let start = file.count
        var header: [UInt8] = []
        // The name is UTF-8 (bit 11).
        for (value, width) in [(20, 2), (0x0800, 2), (packed == nil ? 0 : 8, 2), (0, 2), (Self.day, 2)] {
            header.append(little: value, width)
        }
        header.append(little: Int(Deflation.checksum(content)), 4)
        for (value, width) in [(data.count, 4), (content.count, 4), (name.utf8.count, 2), (0, 2)] {
            header.append(little: value, width)
        }
        file.append(little: 0x0403_4B50, 4)
        file += header
        file += Array(name.utf8)
        file += data
        directory.append(little: 0x0201_4B50, 4)
        directory.append(little: 20, 2)
        directory += header
        for (value, width) in [(0, 2), (0, 2), (0, 2), (0, 4), (start, 4)] { directory.append(little: value, width) }
        directory += Array(name.utf8)
        count += 1
    }

    mutating func add(_ name: String, _ content: XMLText) { add(name, content.bytes) }

    mutating func add(_ name: String, _ content: String) { add(name, Array(content.utf8)) }

    consuming func finish() -> [UInt8] {
        let start = file.count
        var bytes = file
        bytes += directory
        bytes.append(little: 0x0605_4B50, 4)
        for (value, width) in [
            (0, 2), (0, 2), (count, 2), (count, 2), (directory.count, 4), (start, 4), (0, 2)
        ] { bytes.append(little: value, width) }
        return bytes
    }
}

extension [UInt8] {
    fileprivate mutating func append(little value: Int, _ width: Int) {
        for place in 0..<width { append(UInt8(truncatingIfNeeded: value >> (place * 8))) }
    }
}
