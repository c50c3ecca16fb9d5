/// What the times of records are held to.
struct TimeCheck {
    /// What was asked for, both ends included, nanoseconds since the Unix epoch.
    let asked: ClosedRange<Int64>
    /// Records before this are dropped without being counted as outside; `.min` for none.
    let dropsBefore: Int64
    /// Records at or after this are dropped; `.max` for none.
    let dropsFrom: Int64
}
