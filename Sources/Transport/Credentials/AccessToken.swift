import AuditModel

/// A token in use.
struct AccessToken: Sendable {
    let secret: Secret
    /// Which token of its keeper it is, counted from 1.
    let generation: Int
    /// From when on a new one is asked for, and from when on this one no longer works; nanoseconds of uptime.
    let renewAt: Int64
    let endsAt: Int64
}
