import Crypto
import Synchronization

/// Puts aside what is too long to be held, as it arrives: sealed under a key that is in memory alone, in a file without a
/// name. What fits into one chunk touches no disk.
///
/// Chunks of 64 KiB by ChaCha20-Poly1305, under a key of this spool's own and the chunk's number as nonce, so that any part
/// can be read by itself. How many there are is not sealed: it is known here, for as long as the key is.
public final class Spool: Sendable {
    public static let chunkLength = 64 * 1024
    private static let sealedLength = chunkLength + 16

    /// Where its file lies; for another beside it.
    public let folder: String
    private let key = SymmetricKey(size: .bits256)
    private let state: Mutex<State>

    private struct State {
        /// Bytes in the file, before they were sealed: whole chunks.
        var written = 0
        /// What follows them; under one chunk.
        var tail: [UInt8] = []
        var file: NamelessFile?
        /// The chunk that was read last.
        var opened: (number: Int, bytes: [UInt8])?
    }

    public init(in folder: String) {
        self.folder = folder
        state = Mutex(State())
    }

    /// For a test: on a file that is given.
    init(on file: NamelessFile) {
        folder = ""
        state = Mutex(State(file: file))
    }

    public var count: Int { state.withLock { $0.written + $0.tail.count } }

    /// Bytes that it holds in memory.
    var held: Int { state.withLock { $0.tail.count + ($0.opened?.bytes.count ?? 0) } }

    public func add(_ piece: some Sequence<UInt8>) throws(SpoolError) {
        try state.withLock { state throws(SpoolError) in
            state.tail += piece
            var start = 0
            while state.tail.count - start >= Self.chunkLength {
                let end = start + Self.chunkLength
                try write(Array(state.tail[start..<end]), &state)
                start = end
            }
            state.tail.removeFirst(start)
        }
    }

    private func write(_ chunk: [UInt8], _ state: inout State) throws(SpoolError) {
        let file: NamelessFile
        if let there = state.file { file = there } else {
            file = try NamelessFile(in: folder)
            state.file = file
        }
        guard let nonce = Self.nonce(state.written / Self.chunkLength),
            let box = try? ChaChaPoly.seal(chunk, using: key, nonce: nonce)
        else { throw .cannotWrite(cause: "sealing failed") }
        try file.append(Array(box.ciphertext) + Array(box.tag))
        state.written += chunk.count
    }

    /// - Throws: `SpoolError.unreadable` beyond the end, or where the file was changed.
    public func read(_ range: Range<Int>) throws(SpoolError) -> [UInt8] {
        try state.withLock { state throws(SpoolError) in
            guard range.lowerBound >= 0, range.upperBound <= state.written + state.tail.count else { throw .unreadable }
            var bytes: [UInt8] = []
            bytes.reserveCapacity(range.count)
            var at = range.lowerBound
            while at < range.upperBound {
                let start = at / Self.chunkLength * Self.chunkLength
                let chunk = start < state.written ? try chunk(at / Self.chunkLength, &state) : state.tail
                let end = min(range.upperBound, start + chunk.count)
                bytes += chunk[at - start..<end - start]
                at = end
            }
            return bytes
        }
    }

    /// All of it at once.
    public func whole() throws(SpoolError) -> [UInt8] { try read(0..<count) }

    private func chunk(_ number: Int, _ state: inout State) throws(SpoolError) -> [UInt8] {
        if let opened = state.opened, opened.number == number { return opened.bytes }
        guard let file = state.file else { throw .unreadable }
        let sealed = try file.read(number * Self.sealedLength..<(number + 1) * Self.sealedLength)
        guard let nonce = Self.nonce(number),
            let box = try? ChaChaPoly.SealedBox(
                nonce: nonce, ciphertext: sealed.prefix(Self.chunkLength), tag: sealed.suffix(16)),
            let chunk = try? ChaChaPoly.open(box, using: key)
        else { throw .unreadable }
        let bytes = Array(chunk)
        state.opened = (number, bytes)
        return bytes
    }

    private static func nonce(_ number: Int) -> ChaChaPoly.Nonce? {
        try? ChaChaPoly.Nonce(data: [0, 0, 0, 0] + (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) })
    }
}
