import AuditModel

/// A window in the form the inner loop asks for: both ends inclusive.
struct WindowBounds: Sendable {
    private let lowest: Int64
    private let highest: Int64

    /// Without a window everything is inside.
    init(_ window: TimeWindow?) {
        guard let window else {
            (lowest, highest) = (.min, .max)
            return
        }
        let isEmpty = window.to <= window.from
        (lowest, highest) = isEmpty ? (.max, .min) : (window.from, window.to - 1)
    }

    /// Whether a record is inside; one without a usable time is.
    @inline(__always)
    func contains(_ key: EventKey) -> Bool {
        key.precisionCode == EventEntry.untimed || (lowest <= key.nanoseconds && key.nanoseconds <= highest)
    }
}
