import AuditModel
import Pulling
import Settings
import Synchronization
import Testing
import Transport

@testable import SIEMStores

/// A delivery made of settings as a file has them, whose target answers by a function of the request.
///
/// Waiting takes no time and is counted.
final class ScriptedDelivery: HTTPTransport {
    typealias Answer = @Sendable (HTTPCall, _ number: Int) throws -> HTTPReply

    private let answer: Answer
    private let seen = Mutex<(calls: [HTTPCall], waits: [Double])>(([], []))

    init(_ answer: @escaping Answer) { self.answer = answer }

    var calls: [HTTPCall] { seen.withLock { $0.calls } }
    var waits: [Double] { seen.withLock { $0.waits } }

    func send(_ call: HTTPCall) async throws -> HTTPReply {
        let number = seen.withLock { seen in
            seen.calls.append(call)
            return seen.calls.count
        }
        return try answer(call, number)
    }

    /// Every credential is `TOP-` and the name of what needs it.
    func delivery(_ settings: String, plan: String? = "p-1") throws -> any EventDelivery {
        let text = "schema: 1\nsiems:\n  target:\n    type: none\n    deliver: \(settings)\n"
        let node = try SettingsNode(parsing: text, file: "siemgap.yaml")
        let named = try #require(try Configuration(node: node, now: 0).siems.first)
        let wait: @Sendable (Double) async throws -> Void = { [self] seconds in
            seen.withLock { $0.waits.append(seconds) }
        }
        let context = TransportContext(
            now: { DeliveryScene.now }, uptime: { [self] in Int64(waits.reduce(0, +) * 1e9) }, wait: wait,
            jitter: { 0 },
            randomBytes: { Array(repeating: 7, count: $0) }, environment: [:], cancelFlag: CancelFlag(),
            observe: { _ in })
        let outside = SourceMaking(resolve: { _, purpose in Secret("TOP-" + purpose) }, wait: wait)
        let making = DeliveryMaking(
            outside,
            client: { [self] recipe, policy in
                ServiceClient(
                    settings: TransportSettings(), auth: recipe.auth, hosts: recipe.hosts, rate: recipe.rate,
                    throttle: recipe.throttle, errors: recipe.errors, context: context, transport: self, retry: policy)
            }, network: TransportSettings(), context: context, marks: DeliveryMarks(plan: plan))
        return try DeliveryRegistry.delivery(named, making: making)
    }

    /// What the settings are refused for; nil when they are good.
    static func refusal(_ settings: String) -> String? {
        do {
            _ = try ScriptedDelivery { _, _ in HTTPReply(status: 200) }.delivery(settings)
            return nil
        } catch let fault as SettingsFault {
            return fault.problem.what
        } catch {
            return "\(error)"
        }
    }
}

extension HTTPReply {
    /// An answer in JSON.
    static func json(_ status: Int, _ body: String) -> HTTPReply {
        HTTPReply(status: status, headers: [.init("Content-Type", "application/json")], body: Array(body.utf8))
    }
}

extension DeliveryFate {
    /// The kind alone, for tables.
    var word: String {
        switch self {
        case .taken: "taken"
        case .present: "present"
        case .refused: "refused"
        case .doubtful: "doubtful"
        case .unsent: "unsent"
        }
    }
}
