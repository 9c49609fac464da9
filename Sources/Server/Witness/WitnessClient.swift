import Foundation
import Log
import NIOCore
import NIOHTTP1
import NIOPosix

/// One request to a witness and its answer, bounded in time and size.
///
/// On the NIO that the server runs on: a client library would double the build, and Foundation's needs libcurl beside the
/// static binary.
enum WitnessClient {
    /// A witness answers at once or not at all; the next beat asks again.
    private static let patience = TimeAmount.seconds(5)
    static let mostBytes = 64 * 1024

    static func send(_ url: String, _ body: [UInt8]) async throws -> Witnesses.Reply {
        let address = try WitnessAddress(url)
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let answer = loop.makePromise(of: Witnesses.Reply.self)
        let timer = loop.scheduleTask(in: patience) { answer.fail(WitnessTrouble.late) }
        let connecting = ClientBootstrap(group: loop)
            .connectTimeout(patience)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHTTPClientHandlers()
                    try channel.pipeline.syncOperations.addHandler(WitnessExchange(address, body, answer))
                }
            }
            .connect(to: try SocketAddress(ipAddress: address.host, port: address.port))
        connecting.whenFailure { _ in answer.fail(WitnessTrouble.away) }
        return try await withTaskCancellationHandler {
            defer {
                timer.cancel()
                connecting.whenSuccess { $0.close(promise: nil) }
            }
            return try await answer.futureResult.get()
        } onCancel: {
            answer.fail(CancellationError())
        }
    }
}

enum WitnessTrouble: Error, CustomStringConvertible {
    case away, late, tooLarge, brokeOff

    var description: String {
        switch self {
        case .away: "It does not answer. It is asked again each minute."
        case .late: "It did not answer in time. It is asked again each minute."
        case .tooLarge: "Its answer is too large to be one."
        case .brokeOff: "Its answer broke off."
        }
    }
}

private final class WitnessExchange: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundOut = HTTPClientRequestPart

    private let address: WitnessAddress
    private let request: [UInt8]
    private let answer: EventLoopPromise<Witnesses.Reply>
    private var status = 0
    private var body: [UInt8] = []

    init(_ address: WitnessAddress, _ request: [UInt8], _ answer: EventLoopPromise<Witnesses.Reply>) {
        self.address = address
        self.request = request
        self.answer = answer
    }

    func channelActive(context: ChannelHandlerContext) {
        let host = address.host.contains(":") ? "[\(address.host)]" : address.host
        let head = HTTPRequestHead(version: .http1_1, method: .POST, uri: address.path, headers: [
            "Host": "\(host):\(address.port)", "Content-Type": "text/plain; charset=utf-8",
            "Content-Length": "\(request.count)", "Connection": "close",
        ])
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: request)))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): status = Int(head.status.code)
        case .body(let part):
            guard body.count + part.readableBytes <= WitnessClient.mostBytes else {
                answer.fail(WitnessTrouble.tooLarge)
                return context.close(promise: nil)
            }
            body += Array(part.readableBytesView)
        case .end:
            answer.succeed(Witnesses.Reply(status: status, body: String(decoding: body, as: UTF8.self)))
            context.close(promise: nil)
        }
    }

    func channelInactive(context: ChannelHandlerContext) { answer.fail(WitnessTrouble.brokeOff) }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        answer.fail(WitnessTrouble.brokeOff)
        context.close(promise: nil)
    }
}
