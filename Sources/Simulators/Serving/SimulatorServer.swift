import HTTPTypes
import HummingbirdCore
import HummingbirdTLS
import Logging
import NIOCore
import NIOPosix
import Synchronization

/// An HTTP server on the loopback address in front of a router.
///
/// Header lines are sent as the services gave them, repeated names on lines of their own.
package final class SimulatorServer: Sendable {
    /// Scheme and authority, `https://127.0.0.1:8443`.
    package let address: String
    /// Counts what arrives, and answers it.
    package let router: SimulatorRouter
    private let stopServer: @Sendable () async throws -> Void
    private let running: Task<Void, any Error>

    private init(
        address: String, router: SimulatorRouter, stopServer: @escaping @Sendable () async throws -> Void,
        running: Task<Void, any Error>
    ) {
        self.address = address
        self.router = router
        self.stopServer = stopServer
        self.running = running
    }

    /// Starts a server; returns once it accepts connections.
    ///
    /// - Parameters:
    ///   - port: 0 for any that is free.
    ///   - authority: speaks TLS with a certificate of it; nil: plain HTTP.
    ///   - router: made once the address is known, so that services can name it.
    package static func start(
        port: Int = 0, authority: SimulatorAuthority? = nil,
        router: @escaping @Sendable (_ address: String) -> SimulatorRouter
    ) async throws -> SimulatorServer {
        let door = ServerDoor()
        let channel = HTTP1Channel(responder: { request, writer, _ in
            let response = try await door.answer(request)
            try await writer.write(response: response.head, body: response.body)
        })
        guard let authority else { return try await start(channel, scheme: "http", port: port, door, router) }
        let secured = try TLSChannel(channel, tlsConfiguration: authority.serverConfiguration())
        return try await start(secured, scheme: "https", port: port, door, router)
    }

    private static func start(
        _ channel: some ServerChildChannel, scheme: String, port: Int, _ door: ServerDoor,
        _ router: @escaping @Sendable (String) -> SimulatorRouter
    ) async throws -> SimulatorServer {
        let (addresses, announced) = AsyncThrowingStream<(String, SimulatorRouter), any Error>.makeStream()
        let server = Server(
            childChannelSetup: channel,
            configuration: ServerConfiguration(address: .hostname("127.0.0.1", port: port)),
            onServerRunning: { channel in
                let address = "\(scheme)://127.0.0.1:\(channel.localAddress?.port ?? port)"
                let router = router(address)
                door.open(router, scheme: scheme)
                announced.yield((address, router))
            }, eventLoopGroup: MultiThreadedEventLoopGroup.singleton,
            logger: Logger(label: "simulator") { _ in SwiftLogNoOpLogHandler() })
        // Ends when `stop` shuts the server down, which awaits it.
        let running = Task {
            do { try await server.run() } catch {
                announced.finish(throwing: error)
                throw error
            }
        }
        for try await (address, router) in addresses {
            return SimulatorServer(
                address: address, router: router, stopServer: { try await server.shutdownGracefully() },
                running: running)
        }
        throw CancellationError()
    }

    /// Stops accepting, ends idle connections and waits until the last answer is out.
    package func stop() async throws {
        try await stopServer()
        try await running.value
    }
}

/// Translates between the server's requests and the simulator's, once the router behind it is known.
private final class ServerDoor: Sendable {
    /// The largest request body taken, in bytes.
    private static let largestBody = 128 << 20

    private let inside = Mutex<(router: SimulatorRouter, scheme: String)?>(nil)

    func open(_ router: SimulatorRouter, scheme: String) { inside.withLock { $0 = (router, scheme) } }

    func answer(_ request: Request) async throws -> Response {
        // The server announces its address before it takes the first connection.
        guard let (router, scheme) = inside.withLock({ $0 }) else { return Response(status: .serviceUnavailable) }
        let body = try await request.body.collect(upTo: Self.largestBody)
        let line = RequestLine(target: request.head.path ?? "/")
        let answer = router.answer(
            SimulatorRequest(
                method: request.method.rawValue, scheme: scheme, authority: request.head.authority ?? "",
                path: line.path, query: line.query, rawQuery: line.rawQuery,
                headers: request.headers.map { ($0.name.canonicalName, $0.value) }, body: Array(body.readableBytesView))
        )
        // An error in the place of an answer ends the connection.
        guard answer.status > 0 else { throw CancellationError() }
        var headers = HTTPFields()
        for (name, value) in answer.headers {
            guard let name = HTTPField.Name(name) else { continue }
            headers.append(HTTPField(name: name, value: value))
        }
        return Response(
            status: .init(code: answer.status), headers: headers,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
    }
}
