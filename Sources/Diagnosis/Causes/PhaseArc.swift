/// A part of a repeating period.
struct PhaseArc: Hashable, Sendable {
    /// Nanoseconds.
    let period: Int64
    /// Nanoseconds after a multiple of the period, counted from the Unix epoch.
    let start: Int64
    /// Nanoseconds.
    let width: Int64

    /// Whether an instant lies in it.
    func contains(_ time: Int64) -> Bool {
        let behind = Instants.phase(time, period) - start
        return (behind < 0 ? behind + period : behind) < width
    }
}
