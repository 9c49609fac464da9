public import Hummingbird
import NIOCore

/// What Hummingbird keeps of a request, and where it came from.
public struct SiteContext: RequestContext {
    public var coreContext: CoreRequestContextStorage
    /// The part of the network that the request came from; for limits only, never written anywhere.
    let network: String
    /// Nothing between: the request came over the loopback interface.
    let isThisComputer: Bool

    public init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        let address = source.channel.remoteAddress?.ipAddress ?? ""
        network = Self.part(address)
        isThisComputer = address == "::1" || address.hasPrefix("127.") || address.hasPrefix("::ffff:127.")
    }

    /// An IPv4 address without its last number; an IPv6 address's first three groups.
    static func part(_ address: some StringProtocol) -> String {
        let separator: Character = address.contains(":") ? ":" : "."
        return address.split(separator: separator).prefix(3).joined(separator: String(separator))
    }
}
