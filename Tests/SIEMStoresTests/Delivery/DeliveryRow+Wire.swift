import ByteScan
import Foundation
import Settings
import TestKit
import Testing

@testable import SIEMStores

extension DeliveryRow {
    /// Targets that are reached by a connection of their own, and files.
    static let wireRows: [DeliveryRow] = [
        DeliveryRow(
            kind: .syslog, variant: "octet-counting", start: { _ in try await WireReceiver(.counted) }, hasID: true),
        DeliveryRow(kind: .syslog, variant: "lf", start: { _ in try await WireReceiver(.lines) }, hasID: true),
        DeliveryRow(kind: .syslog, variant: "rfc3164", start: { _ in try await WireReceiver(.old) }),
        DeliveryRow(kind: .syslog, variant: "relp", start: { _ in try await WireReceiver(.relp) }, hasID: true),
        DeliveryRow(kind: .lines, start: { _ in try await WireReceiver(.plain) }),
        DeliveryRow(kind: .file, start: { _ in try FileReceiver() }),
    ]
}

/// Who takes events of a connection in a contract test.
struct WireReceiver: DeliveryReceiver {
    /// What is spoken.
    enum Way: Sendable {
        case counted, lines, old, relp, plain
    }

    let settings: String
    let secrets: [String: String] = [:]
    private let way: Way
    private let sink: WireSink

    init(_ way: Way) async throws {
        self.way = way
        if way == .relp {
            sink = try await WireSink.start(.relp(offer: "200 OK\ncommands=syslog") { _ in .says("200 OK") })
        } else {
            sink = try await WireSink.start()
        }
        let address = "127.0.0.1:\(sink.port)"
        settings =
            switch way {
            case .counted: "{type: syslog, url: 'tcp://\(address)'}"
            case .lines: "{type: syslog, url: 'tcp://\(address)', framing: lf}"
            case .old: "{type: syslog, url: 'tcp://\(address)', framing: lf, format: rfc3164}"
            case .relp: "{type: syslog, url: 'relp://\(address)'}"
            case .plain: "{type: lines, url: 'tcp://\(address)'}"
            }
    }

    func received(atLeast count: Int) async throws -> [ReceivedEvent] {
        _ = await WireScene.becomes { messages.count >= count }
        return messages.map(ReceivedEvent.init(message:))
    }

    func stop() async throws { try? await sink.stop() }

    private var messages: [ArraySlice<UInt8>] {
        let bytes = Array(sink.received.joined())
        guard way == .counted else { return bytes.split(separator: 0x0A) }
        var messages: [ArraySlice<UInt8>] = []
        var rest = bytes[...]
        while let space = rest.firstIndex(of: 0x20), let count = Int(String(decoding: rest[..<space], as: UTF8.self)),
            rest.endIndex - space > count
        {
            messages.append(rest[(space + 1)..<(space + 1 + count)])
            rest = rest[(space + 1 + count)...]
        }
        return messages
    }
}

/// Who reads the file of a contract test.
struct FileReceiver: DeliveryReceiver, @unchecked Sendable {
    let secrets: [String: String] = [:]
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    var settings: String { "{type: file, path: '\(folder.path)/events.ndjson'}" }

    func received(atLeast count: Int) async throws -> [ReceivedEvent] {
        guard FileManager.default.fileExists(atPath: folder.path + "/events.ndjson") else { return [] }
        return try folder.bytes(of: "events.ndjson").split(separator: 0x0A).map(ReceivedEvent.init(message:))
    }

    func stop() async throws {}
}

extension ReceivedEvent {
    /// Takes a syslog message or a line apart.
    fileprivate init(message: ArraySlice<UInt8>) {
        let start = message.firstIndex(of: UInt8(ascii: "{")) ?? message.startIndex
        let head = String(decoding: message[..<start], as: UTF8.self)
        let line = message[start...]
        self.init(text: String(decoding: RecordMarks.removed(from: line).map { $0[...] } ?? line, as: UTF8.self))
        let record = try? JSONTree(parsing: Array(line))
        plan = Self.value("plan", of: head) ?? record?[DeliveryMarks.planName]?.text
        sent = Self.value("sent", of: head) ?? record?[DeliveryMarks.sentName]?.text
        id = Self.value("id", of: head)
    }

    private static func value(_ name: String, of head: String) -> String? {
        guard let start = head.firstRange(of: " \(name)=\"") else { return nil }
        return head[start.upperBound...].prefix { $0 != "\"" }.description
    }
}
