import AuditModel
import Dispatch
import Foundation
import Pulling
import Settings
import Testing
import Transport

@testable import SIEMStores

/// Deliveries made from settings as a file has them, and events to send.
enum WireScene {
    /// 2026-11-04T12:00:00Z.
    static let now: Int64 = 1_793_793_600_000_000_000

    /// Makes what `deliver` says, in flow style without its braces.
    static func delivery(
        _ settings: String, marks: DeliveryMarks = .none, idleSeconds: Double = 60, connectSeconds: Double = 5,
        cancelFlag: CancelFlag = CancelFlag(), now: Int64 = now
    ) throws -> any EventDelivery {
        var network = TransportSettings()
        network.idleSeconds = idleSeconds
        network.connectSeconds = connectSeconds
        let context = TransportContext(
            now: { now }, uptime: { Int64(DispatchTime.now().uptimeNanoseconds) },
            wait: { _ in
                try Task.checkCancellation()
                await Task.yield()
            }, jitter: { 0 }, randomBytes: { Array(repeating: 7, count: $0) }, environment: [:],
            cancelFlag: cancelFlag, observe: { _ in })
        let outside = SourceMaking(
            resolve: { reference, _ in
                guard case .file(let path) = reference else { return Secret("") }
                return Secret((try? String(contentsOfFile: path, encoding: .utf8)) ?? "")
            }, wait: { _ in })
        let making = DeliveryMaking(
            outside, client: { _, _ in ScriptedService { _ in .failure(ScriptedService.failure(.rejected)) } },
            network: network, context: context, marks: marks)
        let text = "schema: 1\nsiems:\n  target:\n    type: none\n    deliver: {\(settings)}\n"
        let node = try SettingsNode(parsing: text, file: "siemgap.yaml")
        let named = try #require(try Configuration(node: node, now: now).siems.first)
        return try DeliveryRegistry.delivery(named, making: making)
    }

    /// What settings are refused for; nil when they are good.
    static func refusal(_ settings: String) -> String? {
        do {
            _ = try delivery(settings)
            return nil
        } catch let fault as SettingsFault {
            return fault.problem.what
        } catch {
            return "\(error)"
        }
    }

    /// Events with all that is awkward in texts, one record of 100 KB among every hundred.
    static func events(_ count: Int, from first: Int = 0, largest: Int = 100_000) -> [DeliveryEvent] {
        let texts = [
            "plain", #"feed \n return \r quote \" backslash \\ zero \u0000"#, "grüße 日本 🦉",
            "line\u{2028}paragraph\u{2029}",
            "\u{202E}override\u{85}\u{FEFF}\u{1}\u{1B}[31m", #"<110>1 - - - - - - 20 <13>Oct 11 ]]>"#, "tab\there",
        ]
        return (first..<first + count).map { number in
            let padding = number % 100 == 50 ? String(repeating: "é", count: largest / 2) : ""
            let text = texts[number % texts.count] + padding
            let record = #"{"Id":"e-\#(number)","Operation":"\#(text)"}"#
            return DeliveryEvent(id: "e-\(number)]", time: now - 60_000_000_000, record: Array(record.utf8))
        }
    }

    /// The records of events, a line each.
    static func lines(_ events: [DeliveryEvent]) -> String {
        events.map { String(decoding: $0.record, as: UTF8.self) + "\n" }.joined()
    }

    /// Waits until something is so; says at the end whether it is.
    static func becomes(_ seconds: Double = 20, _ condition: () throws -> Bool) async rethrows -> Bool {
        let end = DispatchTime.now().uptimeNanoseconds + UInt64(seconds * 1e9)
        while DispatchTime.now().uptimeNanoseconds < end {
            if try condition() { return true }
            try? await Task.sleep(for: .milliseconds(5))
        }
        return try condition()
    }
}
