import ByteScan

/// Whether a SIEM that shows no event can be said to have none.
enum SIEMPresence {
    /// It has events.
    case events
    /// It was asked, and a second question agreed that there is nothing.
    case confirmedEmpty
    /// Nothing in it can be compared, or an export is empty, which may be an error.
    case unusable

    /// Judges by all that was read.
    ///
    /// Each empty slice of a recording that counts as whole was asked for twice.
    init(_ prepared: PreparedSide, _ tally: RecordTally) {
        let identified = tally.records - tally.filtered - tally.unidentified
        if identified > 0 {
            self = .events
        } else {
            self = prepared.isRecorded && tally.records == 0 ? .confirmedEmpty : .unusable
        }
    }
}
