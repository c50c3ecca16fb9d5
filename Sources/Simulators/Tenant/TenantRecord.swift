/// One record of a tenant's log, without the text that is made from it on demand; 48 bytes.
package struct TenantRecord: Hashable, Sendable {
    /// What is unusual about a record.
    package struct Marks: OptionSet, Hashable, Sendable {
        package let rawValue: UInt16

        /// Makes a set from its bits.
        package init(rawValue: UInt16) { self.rawValue = rawValue }

        /// A copy of a record with the same id; its text is the same (F4).
        package static let repeated = Marks(rawValue: 1 << 0)
        /// A later state of a record with the same id; its text differs (F5).
        package static let changed = Marks(rawValue: 1 << 1)
        /// A near-identical event under an id of its own (F6).
        package static let republished = Marks(rawValue: 1 << 2)
        /// Moved to the edge of an hour (F17).
        package static let boundary = Marks(rawValue: 1 << 3)
        /// Its times are written in an unusual form (F18).
        package static let oddTime = Marks(rawValue: 1 << 4)
        /// Its id is a negative number, where ids are numbers (F19).
        package static let negativeID = Marks(rawValue: 1 << 5)
        /// Holds several nested events, where the service nests (F20).
        package static let nested = Marks(rawValue: 1 << 6)
        /// Has no id (F21).
        package static let idless = Marks(rawValue: 1 << 7)
        /// Its fields differ from the documented ones (F27).
        package static let drifted = Marks(rawValue: 1 << 8)
        /// Became readable much later than its like (F1, and the late share of the delay).
        package static let late = Marks(rawValue: 1 << 9)
    }

    /// Event time, nanoseconds since the Unix epoch, UTC, cut to the service's resolution.
    package var time: Int64
    /// When the record became readable, nanoseconds since the Unix epoch, UTC.
    package var available: Int64
    /// When the event's first record became readable; `available` itself unless this is a later state or a copy.
    package var firstAvailable: Int64
    /// The event; records of one number have one id.
    package var number: UInt32
    /// The event whose content this one shows: its own, or that of the event it was republished from.
    package var origin: UInt32
    package var user: UInt16
    package var address: UInt16
    package var marks: Marks
    /// Index into the tenant's types.
    package var type: UInt8
    /// Index into the operations of the type.
    package var operation: UInt8
    /// 0 for the first state of a record, 1 for the next.
    package var revision: UInt8
    /// Whether the operation succeeded.
    package var succeeded: Bool
}

extension TenantRecord: Comparable {
    /// By event time, then event, then state, then availability.
    package static func < (left: Self, right: Self) -> Bool {
        (left.time, left.number, UInt64(left.revision), left.available)
            < (right.time, right.number, UInt64(right.revision), right.available)
    }
}
