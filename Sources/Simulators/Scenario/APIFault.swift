package import AuditModel

/// One fault of a scenario: what goes wrong, where, when and how often.
package struct APIFault: Hashable, Sendable {
    package var fault: FaultCode
    /// A scope value of the service, such as `Audit.Exchange`; nil strikes all.
    package var scope: String?
    /// First event time struck, in nanoseconds behind the tenant's start; nil: from the start.
    package var from: Int64?
    /// First event time no longer struck, in nanoseconds behind the tenant's start; nil: to the end.
    package var to: Int64?
    /// Share of the requests or events struck, 0 to 1.
    package var share: Double
    /// How often one request is struck before it goes through; nil: always.
    package var times: Int?
    /// Which dress the fault wears, for example `retry-after` or `bare` of F12, an AADSTS number of F30.
    package var form: String?
    /// How far something is late or off, in nanoseconds; may be negative for F22.
    package var by: Int64?
    /// A size the fault depends on: records before F13 strikes, nested events of F20, seconds of `Retry-After`.
    package var size: Int?

    /// Describes a fault; without `times` it strikes a request once.
    package init(
        _ fault: FaultCode, scope: String? = nil, from: Int64? = nil, to: Int64? = nil, share: Double = 1,
        times: Int? = 1, form: String? = nil, by: Int64? = nil, size: Int? = nil
    ) {
        self.fault = fault
        self.scope = scope
        self.from = from
        self.to = to
        self.share = share
        self.times = times
        self.form = form
        self.by = by
        self.size = size
    }

    /// The event times struck, for a tenant that starts at `start`.
    package func window(from start: Int64) -> TimeWindow {
        TimeWindow(from: from.map { start + $0 } ?? .min, to: to.map { start + $0 } ?? .max)
    }
}
