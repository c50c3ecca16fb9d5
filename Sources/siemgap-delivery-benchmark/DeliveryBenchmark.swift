import AuditModel
import Dispatch
import Glibc
import Pulling
import SIEMStores
import Settings
import Transport

/// Sends made-up events by a way to send, and says how fast and with how much memory.
@main
struct DeliveryBenchmark {
    private static let batchCount = 1_000
    private static let recordBytes = 1_024

    static func main() async throws {
        let words = CommandLine.arguments
        guard words.count == 3, let count = Int(words[2]) else {
            print("usage: siemgap-delivery-benchmark 'type: lines, url: tcp://127.0.0.1:5044' COUNT")
            exit(64)
        }
        let delivery = try delivery(words[1])
        let clock = ContinuousClock()
        let start = clock.now
        var first = 0
        while first < count {
            let receipt = await delivery.send(batch(from: first, count: min(batchCount, count - first)))
            guard receipt.fates.allSatisfy({ $0 == .taken }) else {
                print("\(receipt.stop?.problem.what ?? "not all were taken") at event \(first)")
                exit(2)
            }
            first += batchCount
        }
        let inDoubt = await delivery.drain()
        let seconds = (clock.now - start) / .seconds(1)
        await delivery.close()
        let rate = Int(Double(count) / seconds)
        print(
            "\(count) events of \(recordBytes) bytes in \(Int(seconds * 1_000)) ms: \(rate) a second,"
                + " \(peakKibibytes() / 1_024) MiB at most, \(inDoubt) in doubt")
    }

    private static func batch(from first: Int, count: Int) -> [DeliveryEvent] {
        (first..<first + count).map { number in
            let id = "7d3e0000-0000-4000-8000-" + InstantText.padded(number, 12)
            var record = Array("{\"Id\":\"\(id)\",\"Operation\":\"".utf8)
            record += [UInt8](repeating: UInt8(ascii: "x"), count: recordBytes - 2 - record.count)
            record += [UInt8(ascii: "\""), UInt8(ascii: "}")]
            return DeliveryEvent(id: id, time: 1_793_793_600_000_000_000, record: record)
        }
    }

    private static func delivery(_ settings: String) throws -> any EventDelivery {
        let text = "schema: 1\nsiems:\n  target:\n    type: none\n    deliver: {\(settings)}\n"
        let now: @Sendable () -> Int64 = {
            var time = timespec()
            clock_gettime(CLOCK_REALTIME, &time)
            return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
        }
        let node = try SettingsNode(parsing: text, file: "the first argument")
        let named = try Configuration(node: node, now: now()).siems[0]
        let context = TransportContext(
            now: now, uptime: { Int64(DispatchTime.now().uptimeNanoseconds) },
            wait: { try await Task.sleep(for: .seconds($0)) }, jitter: { .random(in: 0..<1) },
            randomBytes: { (0..<$0).map { _ in .random(in: 0...255) } }, environment: [:], cancelFlag: CancelFlag(),
            observe: { _ in })
        let network = TransportSettings()
        let transport = try NetworkTransport(network, context: context)
        let making = DeliveryMaking(
            SourceMaking(resolve: { reference, _ in secret(reference) }, wait: context.wait),
            client: { recipe, policy in
                ServiceClient(
                    settings: network, auth: recipe.auth, hosts: recipe.hosts, rate: recipe.rate,
                    throttle: recipe.throttle, errors: recipe.errors, context: context, transport: transport,
                    retry: policy)
            }, network: network, context: context, marks: DeliveryMarks(plan: "p-7f3a-1"))
        return try DeliveryRegistry.delivery(named, making: making)
    }

    /// The value of an environment variable; empty for other references.
    private static func secret(_ reference: SecretReference) -> Secret {
        guard case .environment(let name) = reference, let value = getenv(name) else { return Secret("") }
        return Secret(String(cString: value))
    }

    /// The most memory the process ever held.
    private static func peakKibibytes() -> Int {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss
    }
}
