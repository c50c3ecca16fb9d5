import AsyncHTTPClient
import AuditModel
import NIOCore
import NIOHTTP1
import NIOHTTPCompression
import NIOPosix
import NIOSSL
import Synchronization

/// The network: HTTP over TLS, certificates always verified, connections kept and used again.
///
/// No redirects, no cookies. Holds one body at a time for each request under way. Call ``shutdown()`` at the end.
package final class NetworkTransport: HTTPTransport {
    private let settings: TransportSettings
    private let context: TransportContext
    private let proxies: ProxyChoice
    private let tls: TLSConfiguration
    /// The most bytes made ready for a body before they come.
    private static let mostReserved = 8 << 20
    /// A client for each proxy in use, and one for none.
    private let clients = Mutex<[ProxyRoute?: HTTPClient]?>([:])

    /// Reads the files of further authorities; contacts nothing.
    package init(_ settings: TransportSettings, context: TransportContext) throws(TransportSetupFault) {
        self.settings = settings
        self.context = context
        proxies = try ProxyChoice(proxy: settings.proxy, environment: context.environment)
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv12
        tls.certificateVerification = .fullVerification
        for path in settings.authorities {
            do {
                let certificates = try NIOSSLCertificate.fromPEMFile(path)
                guard !certificates.isEmpty else { throw TransportSetupFault(.authorities, place: path) }
                tls.additionalTrustRoots.append(.certificates(certificates))
            } catch {
                throw TransportSetupFault(.authorities, place: path)
            }
        }
        self.tls = tls
    }

    package func send(_ call: HTTPCall) async throws -> HTTPReply {
        guard let address = HTTPAddress(call.url), call.headers.allSatisfy(Self.isSendable) else {
            throw SendFault(.request)
        }
        let client = try client(for: try proxies.route(to: address))
        let watch = RequestWatch(settings, mostSeconds: call.mostSeconds, context: context)
        do {
            return try await watch.watching { try await self.exchange(call, at: address, client, watch) }
        } catch {
            throw NetworkFaultReader.fault(error)
        }
    }

    /// Closes all connections; nothing is sent any more.
    package func shutdown() async {
        let all = clients.withLock { clients in
            defer { clients = nil }
            return clients.map { Array($0.values) } ?? []
        }
        for client in all {
            do {
                try await client.shutdown()
            } catch {
                // What fails here is the closing of connections that nobody uses any more.
                continue
            }
        }
    }

    private func exchange(
        _ call: HTTPCall, at address: HTTPAddress, _ client: HTTPClient, _ watch: RequestWatch
    ) async throws -> HTTPReply {
        var request = HTTPClientRequest(url: address.strictURL)
        request.method = HTTPMethod(rawValue: call.method)
        for header in call.headers { request.headers.add(name: header.name, value: header.value) }
        if !request.headers.contains(name: "user-agent") {
            request.headers.add(name: "User-Agent", value: ToolVersion.name + "/" + ToolVersion.version)
        }
        request.headers.replaceOrAdd(name: "Accept-Encoding", value: "gzip")
        if let body = call.body { request.body = .bytes(ByteBuffer(bytes: body)) }
        // The watch keeps the time; this limit only has to lie behind all of its own.
        let response = try await client.execute(request, timeout: .hours(24))
        watch.sawHead()
        return HTTPReply(
            status: Int(response.status.code), headers: response.headers.map { .init($0.name, $0.value) },
            body: try await body(of: response, watch))
    }

    private func body(of response: HTTPClientResponse, _ watch: RequestWatch) async throws -> [UInt8] {
        var body: [UInt8] = []
        if let length = response.headers.first(name: "content-length").flatMap({ Int($0) }) {
            guard length <= settings.largestBytes else { throw SendFault(.tooLarge) }
            // What a head promises is not yet there; only as much is made ready at once.
            body.reserveCapacity(min(max(0, length), Self.mostReserved))
        }
        for try await part in response.body {
            guard body.count + part.readableBytes <= settings.largestBytes else { throw SendFault(.tooLarge) }
            body.append(contentsOf: part.readableBytesView)
            watch.sawBytes()
        }
        // A stopped task ends the sequence early instead of failing.
        try Task.checkCancellation()
        return body
    }

    private func client(for route: ProxyRoute?) throws -> HTTPClient {
        try clients.withLock { clients in
            guard let known = clients else { throw SendFault(.cancelled) }
            if let client = known[route] { return client }
            let client = HTTPClient(
                eventLoopGroup: MultiThreadedEventLoopGroup.singleton, configuration: configuration(route))
            clients?[route] = client
            return client
        }
    }

    private func configuration(_ route: ProxyRoute?) -> HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(tlsConfiguration: tls, redirectConfiguration: .disallow)
        configuration.timeout.connect = .nanoseconds(Int64(settings.connectSeconds * 1e9))
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 64
        // A connection that fails says so at once; how often to try again is decided elsewhere.
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.decompression = .enabled(limit: .size(settings.largestBytes))
        configuration.httpVersion = .http1Only
        if let route {
            let login = route.credential.map { HTTPClient.Authorization.basic(credentials: Self.base64($0)) }
            configuration.proxy = .server(host: route.host, port: route.port, authorization: login)
        }
        return configuration
    }

    private static func base64(_ login: Secret) -> String {
        let parts = login.revealed().split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        return BasicLogin.value(user: String(parts[0]), Secret(parts.count > 1 ? String(parts[1]) : "")).revealed()
    }

    /// Whether a header can be sent without becoming two.
    private static func isSendable(_ header: HTTPCall.Header) -> Bool {
        !header.name.isEmpty && (header.name + header.value).utf8.allSatisfy { $0 == 0x09 || $0 >= 0x20 && $0 != 0x7F }
    }
}
