/// The authority's events inside the window, by event time, then position: what segmentation, poll phases and caps look
/// at.
///
/// Columns of one length. Missing events are all there, one entry each, whatever their number; where there are more
/// present events than the gatherer keeps, an entry stands for several neighbours of one scope, as its weight says.
/// Events whose fate is unknown, unsettled or accepted are left out, and so are untimed ones.
package struct Timeline: Sendable {
    /// Nanoseconds since the Unix epoch, ascending.
    package var time: [Int64] = []
    /// Codes in ``Evidence/scopes``.
    package var scope: [UInt16] = []
    package var isMissing: [Bool] = []
    /// How many events the entry stands for; 1 for missing ones.
    package var weight: [UInt32] = []

    /// No events.
    package init() {}

    /// Entries.
    package var count: Int { time.count }
}
