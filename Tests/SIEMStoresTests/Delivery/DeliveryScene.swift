import AuditModel
import Foundation
import Pulling
import Settings
import Synchronization
import Testing
import Transport

@testable import SIEMStores

/// A receiver, and the delivery that its settings make.
///
/// Waiting takes no time but for the limits on requests; the clock stands still.
struct DeliveryScene {
    static let hour: Int64 = 3_600_000_000_000
    /// 2026-11-04T12:00:00Z.
    static let now: Int64 = 1_793_793_600_000_000_000
    static let plan = "p-7f3a-1"

    let row: DeliveryRow
    let receiver: any DeliveryReceiver
    let delivery: any EventDelivery
    private let transport: NetworkTransport
    private let context: TransportContext

    init(
        _ row: DeliveryRow, trouble: DeliveryTrouble? = nil, marks: DeliveryMarks = DeliveryMarks(plan: plan),
        settings: (String) -> String = { $0 }, cancelFlag: CancelFlag = CancelFlag()
    ) async throws {
        self.row = row
        receiver = try await row.start(trouble)
        transport = try NetworkTransport(TransportSettings(), context: Self.context(CancelFlag()))
        context = Self.quick(Self.context(cancelFlag))
        do {
            let making = Self.making(receiver.secrets, transport, context, marks)
            let text = "schema: 1\nsiems:\n  target:\n    type: none\n    deliver: \(settings(receiver.settings))\n"
            let node = try SettingsNode(parsing: text, file: "siemgap.yaml")
            let named = try #require(try Configuration(node: node, now: Self.now).siems.first)
            delivery = try DeliveryRegistry.delivery(named, making: making)
        } catch {
            await transport.shutdown()
            try await receiver.stop()
            throw error
        }
    }

    private static func making(
        _ secrets: [String: String], _ transport: NetworkTransport, _ context: TransportContext, _ marks: DeliveryMarks
    ) -> DeliveryMaking {
        let outside = SourceMaking(
            resolve: { reference, _ in
                switch reference {
                case .environment(let name): Secret(secrets[name] ?? "")
                case .file(let path): Secret((try? String(contentsOfFile: path, encoding: .utf8)) ?? "")
                case .command: Secret("")
                }
            }, wait: { seconds in if seconds > 60 { throw CancellationError() } else { await Task.yield() } })
        return DeliveryMaking(
            outside,
            client: { recipe, policy in
                ServiceClient(
                    settings: TransportSettings(), auth: recipe.auth, hosts: recipe.hosts, rate: recipe.rate,
                    throttle: recipe.throttle, errors: recipe.errors, context: context, transport: transport,
                    retry: policy)
            }, network: TransportSettings(), context: context, marks: marks)
    }

    /// Runs a test's body with a scene, and stops both sides whatever came of it.
    static func with(
        _ row: DeliveryRow, trouble: DeliveryTrouble? = nil, marks: DeliveryMarks = DeliveryMarks(plan: plan),
        settings: (String) -> String = { $0 }, _ body: (DeliveryScene) async throws -> Void
    ) async throws {
        let scene = try await DeliveryScene(row, trouble: trouble, marks: marks, settings: settings)
        do { try await body(scene) } catch {
            try await scene.close()
            throw error
        }
        try await scene.close()
    }

    /// Ends both sides.
    func close() async throws {
        await delivery.close()
        await transport.shutdown()
        try await receiver.stop()
    }

    /// A client of the target's own queries.
    func client(_ recipe: ClientRecipe) -> ServiceClient {
        ServiceClient(
            settings: TransportSettings(), auth: recipe.auth, hosts: recipe.hosts, rate: recipe.rate,
            throttle: recipe.throttle, errors: recipe.errors, context: context, transport: transport)
    }

    /// The receiver goes away; the delivery stays.
    func stopReceiver() async throws { try await receiver.stop() }

    /// Events of the last hours, one every ten seconds, of records with all that is awkward in texts.
    static func events(_ count: Int, from first: Int = 0) -> [DeliveryEvent] {
        (first..<(first + count)).map { number in
            let id = "7d3e0000-0000-4000-8000-" + InstantText.padded(number, 12)
            let time = now - hour + Int64(number) * 10_000_000_000 + 123_456_700
            let texts = [
                #"plain"#, #"quote \" backslash \\ slash / tab \t feed \n"#, "grüße 日本 🦉", #"\u2028 < > & %41 ]]>"#,
                #"\u001b[31m"#,
            ]
            let record =
                #"{"Id":"\#(id)","CreationTime":"\#(InstantText.rfc3339(time))","Operation":"\#(texts[number % texts.count])","n":\#(number)}"#
            return DeliveryEvent(id: id, time: time, record: Array(record.utf8))
        }
    }

    /// Pauses between attempts take no time.
    private static func quick(_ context: TransportContext) -> TransportContext {
        var quick = context
        quick.wait = { _ in await Task.yield() }
        return quick
    }

    private static func context(_ cancelFlag: CancelFlag) -> TransportContext {
        TransportContext(
            now: { now }, uptime: { Int64(DispatchTime.now().uptimeNanoseconds) },
            wait: { try await Task.sleep(for: .seconds($0)) }, jitter: { 0 },
            randomBytes: { Array(repeating: 7, count: $0) }, environment: [:], cancelFlag: cancelFlag,
            observe: { _ in })
    }
}
