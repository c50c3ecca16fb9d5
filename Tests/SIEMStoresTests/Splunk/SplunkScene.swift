import AuditModel
import Pulling
import Settings
import Synchronization
import Transport

@testable import SIEMStores

/// A store with settings, and the answers of a Splunk.
struct SplunkScene {
    static let hour: Int64 = 3_600_000_000_000
    static let start: Int64 = 1_793_577_600_000_000_000
    static let window = TimeWindow(from: start, to: start + hour)

    let made: MadeStore
    /// Seconds that were waited.
    let waits = Waits()

    /// - Parameter settings: keys beside `type` and `url`.
    init(_ settings: [String] = [], search: String = "index=o365", whole: Bool = false) throws {
        let named = try Self.named(["search: \(search)", "token: {env: T}"] + settings)
        let waits = waits
        let making = SourceMakingDouble.making { waits.add($0) }
        made = try StoreRegistry.store(named, making: StoreMaking(making, asksWhole: whole))
    }

    /// A configuration's entry.
    static func named(_ settings: [String]) throws -> NamedSIEM {
        let lines = ["schema: 1", "siems:", "  splunk:", "    type: splunk", "    url: https://siem.test:8089"]
        let text = (lines + settings.map { "    " + $0 }).joined(separator: "\n") + "\n"
        let configuration = try Configuration(node: try SettingsNode(parsing: text, file: "siemgap.yaml"), now: start)
        return configuration.siems[0]
    }

    /// The text of an export of these lines.
    static func export(_ lines: String...) -> Result<HTTPReply, TransportFailure> {
        ScriptedService.json(lines.joined(separator: "\n") + "\n")
    }

    /// A row as the narrow search gives it.
    static func row(_ id: String, isLast: Bool = false) -> String {
        let last = isLast ? #""lastrow":true,"# : ""
        return
            #"{"preview":false,"offset":0,\#(last)"result":{"siemgap_time":"1793577601.500","siemgap_indexed":"1793577700","#
            + #""siemgap_length":"812","siemgap_head":"{","siemgap_tail":"}","index":"o365","siemgap_id_1":"\#(id)"}}"#
    }

    static let end = #"{"preview":false,"lastrow":true}"#
}

/// Remembers waits, which take no time.
final class Waits: Sendable {
    private let seconds = Mutex<[Double]>([])

    var all: [Double] { seconds.withLock { $0 } }

    func add(_ more: Double) { seconds.withLock { $0.append(more) } }
}

/// What making a store takes from outside.
enum SourceMakingDouble {
    static func making(_ wait: @escaping @Sendable (Double) -> Void) -> SourceMaking {
        SourceMaking(resolve: { _, _ in Secret("a secret") }, wait: { wait($0) })
    }
}

/// Says yes so many times.
final class Countdown: Sendable {
    private let left: Mutex<Int>

    init(_ count: Int) { left = Mutex(count) }

    func next() -> Bool {
        left.withLock { left in
            left -= 1
            return left >= 0
        }
    }
}
