public import Crypto

/// Seals what arrives in pieces of any length. Holds at most one chunk and the piece in hand.
public struct SealingStream: Sendable {
    private var sealer: ChunkSealer
    private var held: [UInt8] = []
    private var headerWritten = false

    public init(key: SymmetricKey, place: [UInt8]) { sealer = ChunkSealer(key: key, place: place) }

    /// What can be written by now, the header first.
    public mutating func add(_ piece: some Collection<UInt8>) throws(VaultError) -> [UInt8] {
        held += piece
        var sealed = header()
        var start = 0
        // A full chunk waits until something follows it, because the last one is sealed as the last.
        while held.count - start > SealedChunks.chunkLength {
            let end = start + SealedChunks.chunkLength
            sealed += try sealer.seal(Array(held[start..<end]), isLast: false)
            start = end
        }
        held.removeFirst(start)
        return sealed
    }

    /// The rest. Call it once, after the last piece.
    public mutating func finish() throws(VaultError) -> [UInt8] {
        let sealed = header() + (try sealer.seal(held, isLast: true))
        held = []
        return sealed
    }

    private mutating func header() -> [UInt8] {
        defer { headerWritten = true }
        return headerWritten ? [] : sealer.header
    }
}

/// Opens what arrives in pieces of any length.
///
/// - Warning: each piece that comes out is true, but only `finish` says that nothing is missing at the end.
public struct OpeningStream: Sendable {
    private let key: SymmetricKey
    private let place: [UInt8]
    private var opener: ChunkOpener?
    private var held: [UInt8] = []

    public init(key: SymmetricKey, place: [UInt8]) {
        self.key = key
        self.place = place
    }

    /// - Throws: `VaultError.sealBroken` when anything was changed; then nothing of the rest opens.
    public mutating func add(_ piece: some Collection<UInt8>) throws(VaultError) -> [UInt8] {
        held += piece
        var start = 0
        if opener == nil {
            guard held.count >= SealedChunks.headerLength else { return [] }
            start = SealedChunks.headerLength
            opener = try ChunkOpener(key: key, place: place, header: Array(held[..<start]))
        }
        var opened: [UInt8] = []
        while held.count - start > SealedChunks.sealedChunkLength {
            let end = start + SealedChunks.sealedChunkLength
            opened += try open(Array(held[start..<end]), isLast: false)
            start = end
        }
        held.removeFirst(start)
        return opened
    }

    /// The rest. It throws when the end was cut off.
    public mutating func finish() throws(VaultError) -> [UInt8] {
        defer { held = [] }
        return try open(held, isLast: true)
    }

    private mutating func open(_ sealed: [UInt8], isLast: Bool) throws(VaultError) -> [UInt8] {
        guard var opener else { throw .sealedTooShort(sealed.count) }
        let chunk = try opener.open(sealed, isLast: isLast)
        self.opener = opener
        return chunk
    }
}
