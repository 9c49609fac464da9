import Synchronization

/// Bounds what all files on their way in hold in memory together. Bytes are counted, not requests: somebody who sends
/// slowly holds little, and so keeps nobody out.
final class UploadRoom: Sendable {
    private let held = Mutex(0)
    private let most: Int

    /// Ten of the largest at once.
    init(most: Int = 256 * 1024 * 1024) { self.most = most }

    /// What one request holds; given back when it is answered.
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
