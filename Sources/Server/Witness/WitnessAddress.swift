import Foundation
import Log
import NIOCore

/// Where a witness is reached: `http://127.0.0.1:8081/witness`.
///
/// The program holds no TLS of its own. So it speaks only to this computer and to private networks, by address and not by
/// name, and a proxy there takes the request on over TLS. Nothing in a checkpoint is secret, and a false answer does not
/// carry the witness's signature; what is kept out is a program that can be told to call anywhere.
public struct WitnessAddress: Sendable {
    let host: String
    let port: Int
    /// With `/add-checkpoint` at its end.
    let path: String

    /// - Throws: `WitnessFault.url`, in words that say what to write.
    public init(_ url: String) throws {
        let example = "Write it as http://127.0.0.1:8081/witness"
        guard let parts = URLComponents(string: url), let scheme = parts.scheme?.lowercased(), let host = parts.host,
            parts.user == nil, parts.query == nil, parts.fragment == nil
        else { throw WitnessFault.url("“\(url)” is no address. \(example)") }
        guard scheme == "http" else {
            throw WitnessFault.url("""
                “\(url)” asks for TLS, which this program leaves to a proxy: let one on this computer take requests on to it, \
                and give the proxy's address. \(example)
                """)
        }
        let plain = host.lowercased() == "localhost" ? "127.0.0.1" : host.filter { $0 != "[" && $0 != "]" }
        guard Self.isNear(plain) else {
            throw WitnessFault.url("""
                “\(host)” is no address of this computer or of a private network. Requests leave those over TLS only: let a \
                proxy on this computer take them on. \(example)
                """)
        }
        self.host = plain
        port = parts.port ?? 80
        var path = parts.percentEncodedPath
        while path.hasSuffix("/") { path.removeLast() }
        self.path = path + "/add-checkpoint"
    }

    /// Loopback and RFC 1918; for IPv6 loopback and RFC 4193. Not link-local: clouds keep secrets at such addresses.
    private static func isNear(_ host: String) -> Bool {
        guard let address = try? SocketAddress(ipAddress: host, port: 0) else { return false }
        switch address {
        case .v4:
            let bytes = host.split(separator: ".").compactMap { UInt8($0) }
            guard bytes.count == 4 else { return false }
            return bytes[0] == 127 || bytes[0] == 10 || (bytes[0] == 192 && bytes[1] == 168)
                || (bytes[0] == 172 && (16...31).contains(bytes[1]))
        case .v6(let six):
            let bytes = withUnsafeBytes(of: six.address.sin6_addr) { Array($0) }
            return bytes == Array(repeating: 0, count: 15) + [1] || bytes[0] & 0xFE == 0xFC
        default: return false
        }
    }
}
