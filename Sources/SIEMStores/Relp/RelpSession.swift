import AuditModel
import NIOCore

/// A session with a RELP server, from its greeting on.
///
/// One sender at a time.
final class RelpSession {
    /// A server's answer to a frame.
    struct Answer: Hashable, Sendable {
        let number: Int
        /// 200 where the server has taken the frame.
        let code: Int
        let words: String

        var isGood: Bool { code == 200 }
    }

    private let connection: WireConnection
    private let patience: Double
    private var reader = RelpFrameReader()
    private var last = 0

    private init(_ connection: WireConnection, patience: Double) {
        self.connection = connection
        self.patience = patience
    }

    /// Greets the server, and makes sure that it takes messages.
    static func open(_ connection: WireConnection, patience: Double) async throws(WireFault) -> RelpSession {
        let session = RelpSession(connection, patience: patience)
        let offer = "relp_version=0\nrelp_software=\(ToolVersion.name),\(ToolVersion.version)\ncommands=syslog"
        var greeting = ByteBuffer()
        let number = session.begin("open", dataBytes: offer.utf8.count, in: &greeting)
        greeting.writeString(offer + "\n")
        try await session.write(greeting)
        let frame = try await session.response(to: number)
        let text = String(decoding: frame.data, as: UTF8.self)
        let lines = text.split(separator: "\n")
        guard text.hasPrefix("200") else { throw WireFault(.refused, Self.shown(lines.first.map(String.init) ?? "")) }
        let commands = lines.first { $0.hasPrefix("commands=") }?.dropFirst(9).split(separator: ",") ?? []
        guard commands.contains("syslog") else { throw WireFault(.refused, "it offers no command syslog") }
        return session
    }

    /// Begins a frame; its data and a line feed have to follow.
    ///
    /// - Returns: its number, which the answer will have.
    func begin(_ command: String, dataBytes: Int, in buffer: inout ByteBuffer) -> Int {
        last = last == RelpFrame.mostNumber ? 1 : last + 1
        buffer.writeString(RelpFrame.head(last, command, dataBytes: dataBytes))
        return last
    }

    /// Hands frames to the system.
    func write(_ frames: ByteBuffer) async throws(WireFault) {
        try await connection.write(frames, within: patience)
    }

    /// Waits for answers; at least one.
    func answers() async throws(WireFault) -> [Answer] {
        while true {
            let frames = try await frames()
            let answers = frames.filter { $0.command == "rsp" }.map(Self.answer)
            if !answers.isEmpty { return answers }
            if frames.contains(where: { $0.command == "serverclose" }) {
                throw WireFault(.ended, "the server ended the session")
            }
        }
    }

    /// The answers that have come and were not looked at; does not wait, also once the connection is over.
    func lastAnswers() -> [Answer] {
        // Nothing that is no RELP can be an answer; the fault that ended the session is told already.
        let frames = (try? reader.read(connection.heard())) ?? []
        return frames.filter { $0.command == "rsp" }.map(Self.answer)
    }

    /// Throws when the server has ended the connection.
    func check() async throws(WireFault) { try await connection.check() }

    /// Says farewell and ends the connection.
    func close() async {
        do throws(WireFault) {
            var farewell = ByteBuffer()
            let number = begin("close", dataBytes: 0, in: &farewell)
            farewell.writeString("\n")
            try await write(farewell)
            _ = try await response(to: number)
        } catch {
            // All events have their answers; a farewell that fails changes nothing.
        }
        await connection.abandon()
    }

    /// Ends the connection at once.
    func abandon() async { await connection.abandon() }

    private func response(to number: Int) async throws(WireFault) -> RelpFrame {
        while true {
            if let frame = try await frames().first(where: { $0.command == "rsp" && $0.number == number }) {
                return frame
            }
        }
    }

    private func frames() async throws(WireFault) -> [RelpFrame] {
        let bytes = try await connection.bytes(within: patience)
        do {
            return try reader.read(bytes)
        } catch {
            throw WireFault(.refused, "what it answers is not RELP")
        }
    }

    private static func answer(_ frame: RelpFrame) -> Answer {
        let text = String(decoding: frame.data, as: UTF8.self)
        let parts = text.split(separator: " ", maxSplits: 1)
        return Answer(
            number: frame.number, code: parts.first.flatMap { Int($0) } ?? 0,
            words: shown(parts.count > 1 ? String(parts[1]) : ""))
    }

    /// A server's words, short and without characters that could change how a message is shown.
    private static func shown(_ words: String) -> String {
        var text = ""
        for scalar in words.unicodeScalars.prefix(200) { text.unicodeScalars.append(scalar.isHostile ? " " : scalar) }
        return text
    }
}
