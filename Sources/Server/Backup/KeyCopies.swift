public import Calendar
import Foundation
public import Keyring

/// Copies of the keyring's file in one folder, each with a short life: a key that was destroyed is gone for good when
/// the last copy that still holds it is.
public struct KeyCopies: Sendable {
    /// Days that a copy is kept.
    public static let life = 30
    private static let prefix = "keys-"
    private static let suffix = ".db"

    private let folder: String

    public init(_ folder: String) { self.folder = folder }

    /// Makes a copy, whole or not at all, and deletes those of ours that have outlived their time. The new one's path.
    @discardableResult
    public func make(of ring: Keyring, now: Instant) throws -> String {
        try DurableFiles.makeFolder(folder)
        let path = "\(folder)/\(Self.prefix)\(now.iso.filter { $0 != ":" })\(Self.suffix)"
        let unfinished = path + ".unfinished"
        do {
            try ring.copy(to: unfinished)
            try DurableFiles.keep(unfinished)
            try DurableFiles.move(unfinished, to: path)
        } catch {
            try? FileManager.default.removeItem(atPath: unfinished)
            throw error
        }
        try dropOld(now)
        return path
    }

    private func dropOld(_ now: Instant) throws {
        let oldest = Self.prefix + now.day.adding(days: -Self.life).iso
        for name in try FileManager.default.contentsOfDirectory(atPath: folder)
        where name.hasPrefix(Self.prefix) && name.hasSuffix(Self.suffix) && name < oldest {
            try FileManager.default.removeItem(atPath: "\(folder)/\(name)")
        }
    }
}
