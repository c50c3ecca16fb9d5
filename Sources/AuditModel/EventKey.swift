/// All the reconciler knows of one record: 40 bytes, no references.
package struct EventKey: BitwiseCopyable, Sendable {
    /// Keyed 128-bit hash of the normalised id; equal ids of a run have equal hashes.
    package let hash: IDHash
    /// Nanoseconds since the Unix epoch, UTC; meaningless when ``hasTime`` is false.
    package let nanoseconds: Int64
    /// Packed ``RecordPosition``.
    package let packedPosition: UInt64
    /// Code of the record's scope (workload, kind of sign-in …) in the run's ``ScopeTable``; 0 is "no scope".
    package let scope: UInt16
    /// Raw value of ``TimePrecision``, or 15 when the record has no usable time.
    package let precisionCode: UInt8
    /// Bit 0: the record is cut short or not whole; bit 1: an accepted exception covers its absence.
    package let flags: UInt8

    /// The precision code of a record without a usable time.
    package static let untimed: UInt8 = 15

    /// The flag of a record whose absence from the SIEM an accepted exception covers.
    package static let acceptedFlag: UInt8 = 2

    /// Makes the key of one record; `time` is nil when the record has no usable one.
    @inlinable
    package init(
        hash: IDHash, time: EventTime?, position: RecordPosition, scope: UInt16 = 0, truncated: Bool = false,
        accepted: Bool = false
    ) {
        self.hash = hash
        nanoseconds = time?.nanoseconds ?? 0
        precisionCode = time?.precision.rawValue ?? Self.untimed
        packedPosition = position.packed
        self.scope = scope
        flags = (truncated ? 1 : 0) | (accepted ? Self.acceptedFlag : 0)
    }

    /// Whether the record has a usable time.
    @inlinable package var hasTime: Bool { precisionCode != Self.untimed }
    /// The record's time, or nil when it has no usable one.
    package var time: EventTime? {
        TimePrecision(rawValue: precisionCode).map { EventTime(nanoseconds: nanoseconds, precision: $0) }
    }
    /// Whether the record is cut short or not whole.
    package var isTruncated: Bool { flags & 1 != 0 }
    /// Where the record lies.
    package var position: RecordPosition { RecordPosition(packed: packedPosition) }
}

/// A keyed 128-bit hash of a normalised id.
package struct IDHash: BitwiseCopyable, Hashable, Sendable {
    package let low: UInt64
    package let high: UInt64

    /// Makes a hash from its two halves.
    @inlinable
    package init(low: UInt64, high: UInt64) {
        self.low = low
        self.high = high
    }
}
