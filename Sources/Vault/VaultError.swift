/// What is wrong with a key file or with something sealed. Each description says what to do next.
public enum VaultError: Error, Equatable, CustomStringConvertible {
    case exists(path: String)
    case missing(path: String)
    case cannotRead(path: String, cause: String)
    case cannotWrite(path: String, cause: String)
    case notAFile(path: String)
    case openToOthers(path: String, mode: String)
    case notHex(path: String)
    case wrongLength(path: String, bytes: Int)
    case sealedTooShort(Int)
    case sealBroken
    case sealing
    case chunkLength(Int)
    case chunkAfterLast

    public var description: String {
        switch self {
        case .exists(let path):
            """
            couldn't create \(path): it is there already
            Nothing was changed. To go on with the key that it holds, use it as it is; never delete it to make room.
            """
        case .missing(let path):
            """
            couldn't read \(path): there is no such file
            Put it back from your copy of the keys. A new key cannot open what was sealed under the old one.
            """
        case .cannotRead(let path, let cause):
            """
            couldn't read \(path): \(cause)
            Check that the file belongs to the account that runs the program.
            """
        case .cannotWrite(let path, let cause):
            """
            couldn't create \(path): \(cause)
            Check that the folder is there, has room, and belongs to the account that runs the program.
            """
        case .notAFile(let path):
            """
            couldn't read \(path): it is not a plain file
            Put the key file there, or name the place where it is.
            """
        case .openToOthers(let path, let mode):
            """
            couldn't use \(path): other accounts of this machine can reach it (mode \(mode))
            Run: chmod 600 \(path)
            """
        case .notHex(let path):
            """
            couldn't use \(path): it has to hold one line of 64 hexadecimal digits, after lines that begin with #
            Put it back from your copy of the keys.
            """
        case .wrongLength(let path, let bytes):
            """
            couldn't use \(path): the key in it is \(bytes) bytes long instead of 32
            Put it back from your copy of the keys.
            """
        case .sealedTooShort(let count):
            "couldn't open a sealed record: \(count) bytes are too few to be one"
        case .sealBroken:
            "couldn't open a sealed record: it was changed, or it belongs to another place or another key"
        case .sealing:
            "couldn't seal a record"
        case .chunkLength(let count):
            "couldn't seal or open a file: a chunk of \(count) bytes cannot stand at its place"
        case .chunkAfterLast:
            "couldn't seal or open a file: a chunk came after the last one"
        }
    }
}
