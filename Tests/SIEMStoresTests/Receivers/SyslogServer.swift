import Foundation
import Glibc
import NIOCore
import NIOPosix
import TestKit
import Testing

/// rsyslog or syslog-ng with a port for each way, writing what it receives to a file, a line each.
final class SyslogServer {
    /// The servers there are tests with.
    enum Kind: String, Sendable, CaseIterable {
        case rsyslog, syslogNG = "syslog-ng"

        var program: ReceiverProgram? { self == .rsyslog ? .rsyslog : .syslogNG }
    }

    /// The ways in.
    enum Way: String, Sendable, CaseIterable {
        case udp, counted, lines, secure, relp
    }

    /// A way into a server that has it.
    struct Door: Sendable, CustomTestStringConvertible {
        let kind: Kind
        let way: Way
        var testDescription: String { "\(kind.rawValue) \(way.rawValue)" }

        /// All but RELP to syslog-ng, which as Debian builds it has none.
        static let all = Kind.allCases.flatMap { kind in
            Way.allCases.filter { kind == .rsyslog || $0 != .relp }.map { Door(kind: kind, way: $0) }
        }
        /// Those where a connection can break.
        static let connected = all.filter { $0.way != .udp }
    }

    /// The server did not come up.
    struct NotUp: Error {
        let log: String
    }

    let kind: Kind
    private let folder: ScratchFolder
    private let ports: [Way: Int]
    private let authority: WireAuthority
    private var process: ReceiverProcess?

    /// Starts a server; needs its program.
    init(_ kind: Kind) async throws {
        self.kind = kind
        folder = try ScratchFolder()
        authority = try WireAuthority(in: folder)
        try authority.issue("server")
        try authority.issue("client", host: "sender")
        ports = try await Self.freePorts()
        try folder.write(kind == .rsyslog ? rsyslogSettings : syslogNGSettings, to: "server.conf")
        try await start()
    }

    /// Runs a test's body with a server, and ends the server whatever came of it.
    static func with(_ kind: Kind, _ body: (SyslogServer) async throws -> Void) async throws {
        let server = try await SyslogServer(kind)
        do { try await body(server) } catch {
            await server.stop()
            throw error
        }
        await server.stop()
    }

    /// What `deliver` says to send there.
    func settings(_ way: Way) -> String {
        let port = ports[way] ?? 0
        let limit = "max_event: 1MiB"
        return switch way {
        case .udp: "type: syslog, url: 'udp://127.0.0.1:\(port)', \(limit)"
        case .counted: "type: syslog, url: 'tcp://127.0.0.1:\(port)', \(limit)"
        case .lines: "type: syslog, url: 'tcp://127.0.0.1:\(port)', framing: lf, \(limit)"
        case .relp: "type: syslog, url: 'relp://127.0.0.1:\(port)', \(limit)"
        case .secure:
            "type: syslog, url: 'tls://localhost:\(port)', \(limit), tls: {ca: {file: \(authority.path)}, "
                + "certificate: {file: \(folder.path)/client.pem}, key: {file: \(folder.path)/client.key}}"
        }
    }

    /// What was received by now.
    func text() throws -> String {
        guard FileManager.default.fileExists(atPath: folder.path + "/received") else { return "" }
        return try folder.text(of: "received")
    }

    /// Starts it again, on the same ports.
    func start() async throws {
        guard let program = kind.program else { throw CancellationError() }
        // A server that was killed in mid-line would go on behind it.
        let text = try text()
        if !text.isEmpty, text.utf8.last != 0x0A { try folder.write(text + "\n", to: "received") }
        let arguments: [String] =
            switch kind {
            case .rsyslog:
                ["-n", "-f", folder.path + "/server.conf", "-i", folder.path + "/pid", "-M", program.modules]
            case .syslogNG:
                [
                    "-F", "-f", folder.path + "/server.conf", "-R", folder.path + "/persist", "-p",
                    folder.path + "/pid",
                    "--control=" + folder.path + "/control", "--no-caps", "--module-path", program.modules,
                ]
            }
        let started = try program.start(arguments, log: folder.path + "/log")
        process = started
        for way in Way.allCases where way != .udp && (kind == .rsyslog || way != .relp) {
            let port = ports[way] ?? 0
            guard await WireScene.becomes(20, { Self.listens(port) }) else {
                throw NotUp(log: try folder.text(of: "log"))
            }
        }
    }

    /// Ends it at once, or in order.
    func stop(kill isSudden: Bool = true) async {
        let running = process
        process = nil
        guard let running else { return }
        #expect(await running.end(isSudden: isSudden), "\(kind.rawValue) did not end when it was asked to")
    }

    private static func listens(_ port: Int) -> Bool {
        let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let length = socklen_t(MemoryLayout<sockaddr_in>.size)
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(socket, $0, length) == 0 }
        }
    }

    private static func freePorts() async throws -> [Way: Int] {
        var ports: [Way: Int] = [:]
        var taken: [any Channel] = []
        for way in Way.allCases {
            let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
                .bind(host: "127.0.0.1", port: 0).get()
            ports[way] = channel.localAddress?.port
            taken.append(channel)
        }
        for channel in taken { try await channel.close() }
        return ports
    }

    private func port(_ way: Way) -> Int { ports[way] ?? 0 }

    private var rsyslogSettings: String {
        let own = folder.path
        return """
            global(workDirectory="\(own)" maxMessageSize="1m" parser.escapeControlCharactersOnReceive="off"
              defaultNetstreamDriver="ossl" defaultNetstreamDriverCAFile="\(own)/ca.pem"
              defaultNetstreamDriverCertFile="\(own)/server.pem" defaultNetstreamDriverKeyFile="\(own)/server.key")
            module(load="imptcp")
            module(load="imtcp" streamDriver.name="ossl" streamDriver.mode="1" streamDriver.authMode="x509/certvalid")
            module(load="imudp")
            module(load="imrelp")
            template(name="raw" type="string" string="%rawmsg%\\n")
            ruleset(name="kept") { action(type="omfile" file="\(own)/received" template="raw") }
            input(type="imptcp" address="127.0.0.1" port="\(port(.counted))" ruleset="kept")
            input(type="imptcp" address="127.0.0.1" port="\(port(.lines))" ruleset="kept")
            input(type="imtcp" address="127.0.0.1" port="\(port(.secure))" ruleset="kept")
            input(type="imudp" address="127.0.0.1" port="\(port(.udp))" ruleset="kept")
            input(type="imrelp" address="127.0.0.1" port="\(port(.relp))" maxDataSize="1m" ruleset="kept")

            """
    }

    private var syslogNGSettings: String {
        let own = folder.path
        let local = "ip(\"127.0.0.1\")"
        return """
            @version: 3.38
            options { log-msg-size(1048576); stats-freq(0); use-dns(no); dns-cache(no); };
            source all {
              network(\(local) port(\(port(.udp))) transport("udp") flags(no-parse));
              network(\(local) port(\(port(.lines))) transport("tcp") flags(no-parse));
              syslog(\(local) port(\(port(.counted))) transport("tcp") flags(no-parse));
              syslog(\(local) port(\(port(.secure))) transport("tls") flags(no-parse)
                tls(ca-file("\(own)/ca.pem") cert-file("\(own)/server.pem") key-file("\(own)/server.key")
                    peer-verify(required-trusted)));
            };
            destination kept { file("\(own)/received" template("${MSG}\\n")); };
            log { source(all); destination(kept); flags(flow-control); };

            """
    }
}
