/// What happened, in the few words that every service and SIEM form is rendered from.
struct Event {
    /// The service's id of the event as text; a composite one has its parts joined by `/`.
    let id: String
    /// Nanoseconds since the Unix epoch, UTC, at the service's own precision.
    var time: Int64
    /// The service's main division: workload, kind of sign-in, application, region.
    let scope: String
    let operation: String
    let user: String
    let address: String
    let succeeded: Bool
    /// From 0, in order of time; makes names and correlation ids.
    let number: Int
    /// Bytes of an oversized field, 0 for none.
    var padding = 0
}
