import Settings
import Testing

/// A way to send events in the contract test: a receiver that is started for it, and what may be expected of it.
struct DeliveryRow: Sendable, CustomTestStringConvertible {
    let kind: NamedSIEM.DeliveryKind
    /// Tells rows of one kind apart, such as `event` and `raw`.
    var variant = ""
    /// Starts a receiver on the loopback address, or one that writes files in a folder of its own.
    let start: @Sendable (DeliveryTrouble?) async throws -> any DeliveryReceiver
    /// The finest time that arrives, nanoseconds; nil where the event's time is only inside its text.
    var timeUnit: Int64?
    /// Whether marks arrive beside the event.
    var hasMarks = true
    /// Whether the event's id arrives beside it.
    var hasID = false
    /// What the receiver can be told to do.
    var troubles: Set<DeliveryTrouble> = []

    var testDescription: String { variant.isEmpty ? kind.rawValue : "\(kind.rawValue) \(variant)" }

    /// Every way; each family adds its rows.
    static let all: [DeliveryRow] = httpRows + wireRows
}

/// What a receiver does to those who send.
enum DeliveryTrouble: String, Sendable, CaseIterable {
    /// Asks to slow down, three times.
    case busy
    /// Takes some events of a request and refuses others for good.
    case refusing
    /// Takes a request and breaks the connection without an answer, once.
    case silent
    /// Breaks the connection with the body received and nothing stored, once.
    case broken
    /// Refuses the credential.
    case denied
    /// Takes no request of more than 4,096 bytes.
    case narrow
}

/// Who takes events in a contract test.
protocol DeliveryReceiver: Sendable {
    /// The value of `deliver`, as YAML on one line: `{type: hec, url: …}`.
    var settings: String { get }
    /// Names and values of the credentials that `{env: NAME}` in the settings refers to.
    var secrets: [String: String] { get }

    /// What it holds by now, in any order; waits until as many events are there or no more come.
    func received(atLeast count: Int) async throws -> [ReceivedEvent]

    /// Ends it.
    func stop() async throws
}

/// An event as a receiver holds it.
struct ReceivedEvent: Hashable, Sendable {
    /// The event's text.
    var text: String
    /// The time beside it, nanoseconds since the Unix epoch.
    var time: Int64?
    /// The id beside it.
    var id: String?
    /// The plan's id, and when it was sent.
    var plan: String?
    var sent: String?
}

/// A way to send and one trouble of its receiver.
struct DeliveryTroubleRow: Sendable, CustomTestStringConvertible {
    let row: DeliveryRow
    let trouble: DeliveryTrouble

    var testDescription: String { "\(row.testDescription) \(trouble.rawValue)" }

    /// The rows that have that trouble.
    static func rows(_ trouble: DeliveryTrouble) -> [DeliveryTroubleRow] {
        DeliveryRow.all.filter { $0.troubles.contains(trouble) }.map { DeliveryTroubleRow(row: $0, trouble: trouble) }
    }
}
