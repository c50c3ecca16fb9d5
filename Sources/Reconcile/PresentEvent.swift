import AuditModel

/// A matched event at the authority: when, where and of which scope.
///
/// Its memory, read as 64-bit words, orders by time, then position.
package struct PresentEvent: BitwiseCopyable, Hashable, Sendable {
    private let timeWord: UInt64
    /// The packed position of the authority's first record of it.
    package let position: UInt64
    private let scopeWord: UInt64

    private static let shift: UInt64 = 1 << 63

    /// The entry's event if it is matched and the authority has a time inside the window for it.
    @inline(__always)
    init?(_ entry: EventEntry) {
        guard entry.isPresent(0) && entry.isPresent(1) && entry.timeIsInside(0) else { return nil }
        timeWord = UInt64(bitPattern: entry.times[0]) ^ Self.shift
        position = entry.positions[0]
        scopeWord = UInt64(entry.scope)
    }

    /// Nanoseconds since the Unix epoch.
    package var time: Int64 { Int64(bitPattern: timeWord ^ Self.shift) }
    /// Code of the scope of the authority's first record.
    package var scope: UInt16 { UInt16(truncatingIfNeeded: scopeWord) }

    @inline(__always)
    static func < (left: Self, right: Self) -> Bool {
        left.timeWord != right.timeWord ? left.timeWord < right.timeWord : left.position < right.position
    }
}
