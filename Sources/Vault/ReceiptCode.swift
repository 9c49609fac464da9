import Crypto

/// The code with which somebody who gave no name comes back. It is shown once; the program keeps its hash alone.
public struct ReceiptCode: Sendable, Equatable {
    private let plain: String

    public static func make() -> ReceiptCode { ReceiptCode(plain: PaperCode.make()) }

    private init(plain: String) { self.plain = plain }

    /// Nil when what was typed cannot be a code; whether there is such a code only its hash can tell.
    public init?(typed: String) {
        guard let plain = PaperCode.read(typed) else { return nil }
        self.plain = plain
    }

    /// `K7QM-2XWD-…`, seven groups of four, for the one page that shows it.
    public var shown: String { PaperCode.inGroups(plain) }

    /// What is stored and looked up: 32 bytes, SHA-256 under a prefix of its own.
    public var hash: [UInt8] { Array(SHA256.hash(data: Array("granville/receipt/v1\n\(plain)".utf8))) }

    /// Whether somebody who typed the last four letters has the code before their eyes.
    public func ends(with typed: String) -> Bool { PaperCode.sorted(typed) == plain.suffix(4) }
}

/// Hidden from logs and from whoever prints a value that holds one.
extension ReceiptCode: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "ReceiptCode (hidden)" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
