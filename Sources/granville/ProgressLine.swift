import Foundation
import Synchronization

/// How far a long job is, on standard error: nothing in its first second; then a line that is written over where there
/// is a terminal, and one every ten seconds where there is none.
final class ProgressLine: Sendable {
    private let words: String
    private let start = ContinuousClock.now
    private let shown = Mutex<ContinuousClock.Instant?>(nil)
    private let isTerminal = isatty(2) == 1

    init(_ words: String) { self.words = words }

    func show(_ done: Int, _ all: Int) {
        let now = ContinuousClock.now
        let isDue = shown.withLock { last in
            let due = last.map { now - $0 >= (isTerminal ? .milliseconds(200) : .seconds(10)) } ?? (now - start > .seconds(1))
            if due { last = now }
            return due
        }
        guard isDue else { return }
        let line = "\(done) of \(all) \(words)"
        FileHandle.standardError.write(Data((isTerminal ? "\r\(line)" : "\(line)\n").utf8))
    }

    func end() {
        if isTerminal, shown.withLock({ $0 }) != nil { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
    }
}
