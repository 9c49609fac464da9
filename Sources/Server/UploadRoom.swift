import Synchronization

/// Bounds what all files on their way in take of the disk together: else a crowd of senders, who need not have signed in,
/// could fill it. Bytes are counted, not requests: somebody who sends slowly takes little, and so keeps nobody out.
final class UploadRoom: Sendable {
    private let held = Mutex(0)
    private let most: Int

    /// Forty of the largest at once; with what each becomes when it is sealed for its record, twice that on the disk.
    init(most: Int = 1024 * 1024 * 1024) { self.most = most }

    /// What one request takes; given back when it is answered.
    final class Share: Sendable {
        private let room: UploadRoom
        private let bytes = Mutex(0)

        init(_ room: UploadRoom) { self.room = room }

        deinit {
            let bytes = bytes.withLock { $0 }
            room.held.withLock { $0 -= bytes }
        }

        /// False when there is no room for so many more.
        func take(_ more: Int) -> Bool {
            let fits = room.held.withLock { held in
                guard held + more <= room.most else { return false }
                held += more
                return true
            }
            if fits { bytes.withLock { $0 += more } }
            return fits
        }
    }

    func share() -> Share { Share(self) }
}
