/// The offsets from UTC that a place has used and, by its present rule, will use until 2262.
///
/// An object because readers share it: it is immutable and holds a few KiB.
package final class ZoneTable: Sendable {
    /// One kind of local time: its offset and the place of its abbreviation in the table's text.
    struct LocalType: Hashable {
        /// Seconds east of UTC.
        let offset: Int
        /// Bytes of the abbreviation inside `abbreviations`.
        let abbreviation: Range<Int>
    }

    /// One change of offset.
    struct Transition: Hashable {
        /// Seconds since the Unix epoch at which it takes effect.
        let at: Int
        /// Index of the local type that begins.
        let type: Int
    }

    /// The IANA name, such as `Europe/Berlin`.
    package let name: String
    private let types: [LocalType]
    private let abbreviations: [UInt8]
    private let transitions: [Transition]
    /// Local second from which a transition no longer matters, one for each transition; ascending.
    private let settledLocally: [Int]

    /// Makes a table; `transitions` ascend, and the first type holds before them.
    init(name: String, types: [LocalType], abbreviations: [UInt8], transitions: [Transition]) {
        self.name = name
        self.types = types
        self.abbreviations = abbreviations
        self.transitions = transitions
        settledLocally = transitions.indices.map { index in
            let before = types[index == 0 ? 0 : transitions[index - 1].type].offset
            return transitions[index].at + max(before, types[transitions[index].type].offset)
        }
    }

    /// Seconds east of UTC at an instant given in nanoseconds since the Unix epoch.
    package func utcOffset(at nanoseconds: Int64) -> Int {
        let (whole, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        let seconds = Int(rest < 0 ? whole - 1 : whole)
        return types[typeIndex(before: firstIndex { transitions[$0].at > seconds })].offset
    }

    /// Which offsets fit a local time, given as seconds since 1970-01-01T00:00:00 on the local clock.
    package func offsets(localSeconds: Int) -> LocalOffset {
        let (before, after, isSkipped) = localTypes(localSeconds)
        guard before != after else { return .once(types[before].offset) }
        return isSkipped
            ? .never(before: types[before].offset, after: types[after].offset)
            : .twice(earlier: types[before].offset, later: types[after].offset)
    }

    /// Whether the clocks show a local time twice; seconds since 1970-01-01T00:00:00 on the local clock.
    package func isAmbiguous(localSeconds: Int) -> Bool {
        if case .twice = offsets(localSeconds: localSeconds) { true } else { false }
    }

    /// The same with an abbreviation written beside the time, as `CET` in `2026-10-25 02:30 CET`.
    ///
    /// - Returns: nil if the place has never used that abbreviation.
    func offsets(localSeconds: Int, abbreviation: Span<UInt8>) -> LocalOffset? {
        let (before, after, _) = localTypes(localSeconds)
        if before != after {
            if matches(before, abbreviation) { return .once(types[before].offset) }
            if matches(after, abbreviation) { return .once(types[after].offset) }
        }
        guard types.indices.contains(where: { matches($0, abbreviation) }) else { return nil }
        return offsets(localSeconds: localSeconds)
    }

    /// The types in force around a local time; equal unless a change makes the clocks show it twice or never.
    private func localTypes(_ seconds: Int) -> (before: Int, after: Int, isSkipped: Bool) {
        let next = firstIndex { settledLocally[$0] > seconds }
        let before = typeIndex(before: next)
        guard next < transitions.count else { return (before, before, false) }
        let after = transitions[next].type
        let (old, new) = (types[before].offset, types[after].offset)
        guard seconds >= transitions[next].at + min(old, new), old != new else { return (before, before, false) }
        return (before, after, new > old)
    }

    private func typeIndex(before transition: Int) -> Int {
        transition == 0 ? 0 : transitions[transition - 1].type
    }

    /// The first transition for which `isLater` holds; it holds for all that follow.
    private func firstIndex(where isLater: (Int) -> Bool) -> Int {
        var (low, high) = (0, transitions.count)
        while low < high {
            let middle = (low + high) / 2
            if isLater(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    private func matches(_ type: Int, _ text: Span<UInt8>) -> Bool {
        let range = types[type].abbreviation
        guard range.count == text.count else { return false }
        return text.indices.allSatisfy { abbreviations[range.lowerBound + $0] == text[$0].asciiUppercase }
    }
}

extension UInt8 {
    /// The capital of an ASCII letter; any other byte unchanged.
    var asciiUppercase: UInt8 { self >= 0x61 && self <= 0x7A ? self - 0x20 : self }
}
