public import Hummingbird
import NIOCore

/// What Hummingbird keeps of a request, and where it came from.
public struct SiteContext: RequestContext {
    public var coreContext: CoreRequestContextStorage
    /// The part of the network that the request came from; for limits only, never written anywhere.
    let network: String

    public init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        network = Self.part(source.channel.remoteAddress)
    }

    /// An IPv4 address without its last number; an IPv6 address's first three groups.
    private static func part(_ address: SocketAddress?) -> String {
        guard let text = address?.ipAddress else { return "" }
        let separator: Character = text.contains(":") ? ":" : "."
        return text.split(separator: separator).prefix(3).joined(separator: String(separator))
    }
}
