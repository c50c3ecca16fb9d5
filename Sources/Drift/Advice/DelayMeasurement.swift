package import AuditModel

/// What was observed of one source.
package struct DelayMeasurement: Sendable {
    /// Distinct events.
    package var delays: [ObservedDelay] = []
    /// Each stands for so many.
    package var oneIn = 1
    /// By the code in ``ObservedDelay/type``; nil for events without one.
    package var scopes: [Scope?] = [nil]
    /// Query time less newest event time of each question that reached to its own present, in seconds.
    package var pollDrifts: [Double] = []
    /// How long events took from the API to the SIEM; nil where that is not known.
    package var waits: [ArrivalCurve.Wait]?
    /// The source's clock less this machine's, seconds; nil when it was not measured.
    package var clockOffset: Double?
    /// Events that were left out: they happened before the source was watched, so that only late ones of them are known.
    package var leftOut = 0
    /// Whether it is known until when the source was watched, rather than assumed to be until the last event seen.
    package var knowsEnd = true

    /// Nothing observed yet.
    package init() {}
}
