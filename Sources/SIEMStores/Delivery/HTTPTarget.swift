import Transport

/// One HTTP service that takes events: how requests are made of them, and what its answers mean.
///
/// What all of them have in common is ``HTTPDelivery``.
protocol HTTPTarget: Sendable {
    var traits: DeliveryTraits { get }
    /// The largest body the service takes before it is packed, bytes; nil where it does not say.
    var mostBodyBytes: Int? { get }

    /// The request that holds these events, in this order.
    func call(_ events: [DeliveryEvent], marks: SentMarks) -> HTTPCall

    /// Numbers of events that the target holds already, by asking it.
    func present(_ events: [DeliveryEvent], _ asking: any ServiceAsking) async throws(TransportFailure) -> Set<Int>

    /// What an answer says of a request's events.
    func reading(
        _ reply: HTTPReply, of events: [DeliveryEvent], _ asking: any ServiceAsking
    ) async -> TargetReading

    /// What a failure says of them; nil for what it says at any service.
    func reading(_ failure: TransportFailure, of events: [DeliveryEvent]) -> TargetReading?

    /// Reaches the service without storing an event.
    func examination(_ asking: any ServiceAsking) async throws(TransportFailure) -> DeliveryExamination
}

extension HTTPTarget {
    var mostBodyBytes: Int? { nil }

    func present(_ events: [DeliveryEvent], _ asking: any ServiceAsking) async throws(TransportFailure) -> Set<Int> {
        []
    }

    func reading(_ failure: TransportFailure, of events: [DeliveryEvent]) -> TargetReading? { nil }
}

/// What an answer means for the events of one request.
enum TargetReading: Sendable {
    /// One fate for each; those that are `unsent` are sent again, after a pause where the target is busy.
    case fates([DeliveryFate], isBusy: Bool = true)
    /// The request is too large as a whole; nothing was taken.
    case tooLarge
    /// The request was refused as a whole; nothing was taken. One event may be the reason.
    case refused(code: String, words: String)
    /// Nothing more can be sent; a fate for each.
    case stop(TransportFailure, [DeliveryFate])
}

/// What is put beside the events of one request.
struct SentMarks: Hashable, Sendable {
    /// The plan's id.
    let plan: String
    /// When they were sent, RFC 3339, UTC; all are empty where events go unmarked.
    let sent: String

    /// Whether there is anything to put beside them.
    var isEmpty: Bool { plan.isEmpty }

    /// Names and values.
    var members: [(name: String, value: String)] {
        isEmpty ? [] : [(DeliveryMarks.planName, plan), (DeliveryMarks.sentName, sent)]
    }

    /// The same for targets whose names are letters, digits and underscores.
    var plainMembers: [(name: String, value: String)] {
        isEmpty ? [] : [("siemgap_plan", plan), ("siemgap_sent", sent)]
    }
}
