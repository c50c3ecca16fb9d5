import AuditModel

/// The bounds of a question, margins added, as the service's own bounds need them.
struct AskedBounds {
    let window: TimeWindow
    /// Whether the service leaves out what lies exactly at the lower bound.
    let excludesFrom: Bool
    /// Whether the service includes what lies exactly at the upper bound.
    let includesTo: Bool

    /// The lower bound to send so that everything from the window's start on is included.
    func from(_ form: TimeForm) -> Int64 {
        let floor = EventTime.floor(window.from, form.unit)
        return excludesFrom && floor == window.from ? floor - form.unit : floor
    }

    /// The upper bound to send so that everything before the window's end is included.
    func to(_ form: TimeForm) -> Int64 {
        let floor = EventTime.floor(window.to, form.unit)
        let ceiling = floor == window.to ? floor : floor + form.unit
        // A day that is included is included to its end.
        return form == .date && includesTo ? ceiling - form.unit : ceiling
    }
}
