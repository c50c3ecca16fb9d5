import AuditModel

/// What is known of one id on both sides: 56 bytes.
///
/// Merging records in any order gives the same entry. Lists of two are indexed by a side's raw value.
struct EventEntry: BitwiseCopyable {
    let hash: IDHash
    /// Time of the earliest timed record inside the window; without one, of the earliest timed record.
    private(set) var times: InlineArray<2, Int64>
    /// Lowest position of a record.
    private(set) var positions: InlineArray<2, UInt64>
    /// Records seen; ``uncounted`` when there are that many or more.
    private(set) var counts: InlineArray<2, UInt16>
    /// Scope of the authority's record of lowest position; without one, of the SIEM's.
    private(set) var scope: UInt16
    private var marks: InlineArray<2, UInt8>

    /// The count that stands for itself and everything above.
    static var uncounted: UInt16 { .max }

    /// `EventKey.untimed`, as a constant of this module.
    static var untimed: UInt8 { 15 }

    private static var precisionMask: UInt8 { 15 }
    private static var insideMark: UInt8 { 16 }
    private static var timeInsideMark: UInt8 { 32 }
    private static var wholeMark: UInt8 { 64 }
    private static var acceptedMark: UInt8 { 128 }

    /// An entry without records.
    init(hash: IDHash) {
        self.hash = hash
        times = InlineArray(repeating: 0)
        positions = InlineArray(repeating: 0)
        counts = InlineArray(repeating: 0)
        scope = 0
        marks = InlineArray(repeating: Self.untimed)
    }

    /// Adds a record.
    ///
    /// When it is not the first of its side, the larger of its position and the lowest one held until now comes back:
    /// all positions but the lowest come back exactly once.
    @inline(__always)
    mutating func merge(_ key: EventKey, side: Int, inside: Bool) -> UInt64? {
        mergeTime(of: key, side: side, inside: inside)
        let count = counts[side]
        let held = positions[side]
        if count != Self.uncounted { counts[side] = count + 1 }
        let isFirst = count == 0
        guard isFirst || key.packedPosition < held else { return key.packedPosition }
        positions[side] = key.packedPosition
        if side == 0 || counts[0] == 0 { scope = key.scope }
        return isFirst ? nil : held
    }

    @inline(__always)
    private mutating func mergeTime(of key: EventKey, side: Int, inside: Bool) {
        var mark = marks[side]
        if key.precisionCode != Self.untimed && isBetter(key, than: mark, side: side, inside: inside) {
            times[side] = key.nanoseconds
            mark = mark & ~(Self.precisionMask | Self.timeInsideMark) | key.precisionCode
            if inside { mark |= Self.timeInsideMark }
        }
        if inside { mark |= Self.insideMark }
        if key.flags & 1 == 0 { mark |= Self.wholeMark }
        // `EventKey.acceptedFlag`, moved to this mark's bit.
        mark |= key.flags << 6 & Self.acceptedMark
        marks[side] = mark
    }

    /// Inside before outside, then earlier, then finer.
    @inline(__always)
    private func isBetter(_ key: EventKey, than mark: UInt8, side: Int, inside: Bool) -> Bool {
        let precision = mark & Self.precisionMask
        guard precision != Self.untimed else { return true }
        let heldInside = mark & Self.timeInsideMark != 0
        guard heldInside == inside else { return inside }
        let held = times[side]
        return key.nanoseconds < held || (key.nanoseconds == held && key.precisionCode > precision)
    }

    /// Whether a record of the side has been seen.
    func isPresent(_ side: Int) -> Bool { counts[side] != 0 }
    /// Whether a record of the side is inside the window.
    func isInside(_ side: Int) -> Bool { marks[side] & Self.insideMark != 0 }
    /// Whether the side's time is that of a record inside the window.
    func timeIsInside(_ side: Int) -> Bool { marks[side] & Self.timeInsideMark != 0 }
    /// Whether a record of the side is not cut short.
    func isWhole(_ side: Int) -> Bool { marks[side] & Self.wholeMark != 0 }
    /// Whether an accepted exception covers one of the side's records.
    func isAccepted(_ side: Int) -> Bool { marks[side] & Self.acceptedMark != 0 }
    /// Raw value of the precision of the side's time, or 15 without one.
    func precisionCode(_ side: Int) -> UInt8 { marks[side] & Self.precisionMask }
    /// The side's time, or nil when none of its records has one.
    func time(_ side: Int) -> EventTime? {
        TimePrecision(rawValue: precisionCode(side)).map { EventTime(nanoseconds: times[side], precision: $0) }
    }
}
