import Foundation
import Log
import Synchronization

/// How much room the data folder's disk has. Looked up once a second at most, so that it may be asked for each request.
final class DiskRoom: Sendable {
    struct Look: Sendable {
        let free: Int64
        let all: Int64
        /// Less than this is not enough.
        let floor: Int64

        var isLow: Bool { free < floor }
    }

    private let folder: String
    private let keepFree: Int64
    private let last = Mutex<(at: ContinuousClock.Instant, look: Look)?>(nil)

    /// `keepFree` in bytes; on a disk so small that it would be more than a twentieth, a twentieth. 0 for no limit.
    init(folder: String, keepFree: Int64) {
        self.folder = folder
        self.keepFree = keepFree
    }

    /// Nil where the system does not say.
    var now: Look? {
        let now = ContinuousClock.now
        return last.withLock { last in
            if let last, now - last.at < .seconds(1) { return last.look }
            guard let look = look() else { return nil }
            last = (now, look)
            return look
        }
    }

    private func look() -> Look? {
        var status = statvfs()
        guard statvfs(folder, &status) == 0 else { return nil }
        let block = Int64(status.f_frsize)
        let all = Int64(status.f_blocks) * block
        return Look(free: Int64(status.f_bavail) * block, all: all, floor: min(keepFree, all / 20))
    }
}

/// Why nothing can be written now.
enum ReadOnlyReason: Sendable {
    /// The room that is kept for the database's own needs has been reached.
    case littleRoom(free: Int64)
    /// The last change did not fit on the disk.
    case noRoom
    /// The disk or the server failed under a write.
    case broken

    /// For the top of every page.
    var banner: String {
        switch self {
        case .littleRoom(let free):
            "Read only: the disk is nearly full (\(free / 1_000_000) MB left). Nothing that was saved is lost. Saving works again when there is room."
        case .noRoom:
            "The last change could not be saved: the disk is full. Nothing that was saved before is lost. Saving works again when there is room."
        case .broken:
            "Read only: the disk or the database failed. Nothing that was saved is lost. Saving works again when the program has been started anew."
        }
    }
}

extension Services {
    var readOnly: ReadOnlyReason? {
        if recorder.isBroken { return .broken }
        if let room = room.now, room.isLow { return .littleRoom(free: room.free) }
        return recorder.figures.now.isOutOfRoom ? .noRoom : nil
    }

    /// Refused before it is tried. Where the last change did not fit, the next is tried: there may be room again.
    var refusesChanges: Bool {
        switch readOnly {
        case .littleRoom, .broken: true
        case .noRoom, nil: false
        }
    }
}
