package import AuditModel

/// What became of an event.
package enum EventState: UInt8, Sendable, CaseIterable {
    case matched, missing, accepted, unknown, unsettled, extra, unconfirmed
}

/// One event that needs more than counting: any but a plain match.
///
/// Its memory, read as 64-bit words, orders events that the authority holds before those only the SIEM holds, and each
/// of the two by position; that is the order an ``ExternalSorter`` gives.
package struct EventOutcome: BitwiseCopyable, Hashable, Sendable {
    private let home: UInt64
    private let homePosition: UInt64
    private let siemPosition: UInt64
    private let authorityNanoseconds: Int64
    private let siemNanoseconds: Int64
    /// The run's keyed hash of the event's id.
    package let hash: IDHash
    private let authorityCount: UInt32
    private let siemCount: UInt32
    /// Code of the scope of the authority's first record; without one, of the SIEM's.
    package let scope: UInt16
    private let stateCode: UInt8
    private let flags: UInt8
    private let authorityPrecision: UInt8
    private let siemPrecision: UInt8
    private let unused: UInt16 = 0

    private static let timeDiffersFlag: UInt8 = 1
    private static let truncatedFlag: UInt8 = 2
    private static let insideFlag: UInt8 = 4

    /// `counts` are the records of the two sides.
    init(_ entry: EventEntry, state: EventState, counts: (Int, Int), timeDiffers: Bool, isTruncated: Bool) {
        let isHeld = entry.isPresent(0)
        home = isHeld ? 0 : 1
        homePosition = entry.positions[isHeld ? 0 : 1]
        siemPosition = entry.positions[1]
        (authorityNanoseconds, siemNanoseconds) = (entry.times[0], entry.times[1])
        (authorityPrecision, siemPrecision) = (entry.precisionCode(0), entry.precisionCode(1))
        hash = entry.hash
        (authorityCount, siemCount) = (UInt32(clamping: counts.0), UInt32(clamping: counts.1))
        scope = entry.scope
        stateCode = state.rawValue
        flags =
            (timeDiffers ? Self.timeDiffersFlag : 0) | (isTruncated ? Self.truncatedFlag : 0)
            | (entry.timeIsInside(isHeld ? 0 : 1) ? Self.insideFlag : 0)
    }

    /// What became of the event.
    package var state: EventState { EventState(rawValue: stateCode) ?? .matched }
    /// Whether the two sides' times differ; only for matched events whose times were compared.
    package var timeDiffers: Bool { flags & Self.timeDiffersFlag != 0 }
    /// Whether the event is matched but the SIEM holds only cut records of it.
    package var isTruncated: Bool { flags & Self.truncatedFlag != 0 }

    /// Records of the side.
    package func count(_ side: Side) -> Int { Int(side == .authority ? authorityCount : siemCount) }

    /// Where the side's first record lies, by file and offset; nil when it has none.
    package func position(_ side: Side) -> RecordPosition? {
        guard count(side) > 0 else { return nil }
        return RecordPosition(packed: side == .authority ? homePosition : siemPosition)
    }

    /// The side's time: of its earliest record inside the window, without one of its earliest record; nil when none of
    /// its records has a usable one.
    package func time(_ side: Side) -> EventTime? {
        let code = side == .authority ? authorityPrecision : siemPrecision
        let nanoseconds = side == .authority ? authorityNanoseconds : siemNanoseconds
        return TimePrecision(rawValue: code).map { EventTime(nanoseconds: nanoseconds, precision: $0) }
    }

    /// The event's time: the authority's, or the SIEM's if the authority lacks the event.
    ///
    /// Nil when no record inside the window has a usable one.
    package var time: EventTime? {
        flags & Self.insideFlag == 0 ? nil : time(home == 0 ? .authority : .siem)
    }
}
