package import AuditModel

/// Turns the bytes of a time value into an instant.
///
/// Knows every form of ``TimestampForm``, spaces and one pair of quotes around it aside. Nothing is allocated.
///
/// - A written offset, `Z`, `UTC` and `GMT` decide; a value without a zone takes `zone`. Another abbreviation (`CET`) is
///   trusted to a named zone that uses it, or to a fixed offset; with ``ZoneRule/utc`` it stays without a zone.
/// - The leap second is read as the second that follows it, and only where UTC has one: 23:59:60 at the end of a month.
/// - Fractions are cut after nine digits. A date alone is its first instant, at the precision of a day.
/// - A number below 100,000,000 is not read as a time: it is a code, a placeholder or a date such as `20261114`.
/// - With a decided `dayOrder` a date that contradicts it is unreadable.
package struct TimestampReader: Sendable {
    /// Order of the two small numbers in dates with slashes.
    package let dayOrder: DayOrder
    /// Year of times that state none (RFC 3164); nil leaves them unreadable.
    package let referenceYear: Int?

    /// Seconds east of UTC for values without a zone, or `ISOTimestamp.noOffset`.
    private let fixedOffset: Int
    private let table: ZoneTable?
    /// Whether an abbreviation such as `CET` may be read with the fixed offset.
    private let trustsAbbreviations: Bool

    /// Makes a reader for values of one column.
    package init(zone: ZoneRule, dayOrder: DayOrder = .undecided, referenceYear: Int? = nil) {
        self.dayOrder = dayOrder
        self.referenceYear = referenceYear
        switch zone {
        case .utc: (fixedOffset, table, trustsAbbreviations) = (0, nil, false)
        case .fixed(let seconds): (fixedOffset, table, trustsAbbreviations) = (seconds, nil, true)
        case .named(let zone): (fixedOffset, table, trustsAbbreviations) = (ISOTimestamp.noOffset, zone, true)
        case .unknown: (fixedOffset, table, trustsAbbreviations) = (ISOTimestamp.noOffset, nil, false)
        }
    }

    /// The instant, or nil if it cannot be told; ``reading(_:)-(Span<UInt8>)`` says why not.
    package func read(_ bytes: Span<UInt8>) -> EventTime? {
        // SAFETY: bytes have no padding.
        if let iso = unsafe ISOTimestamp(bytes.bytes) {
            let offset = iso.offset == ISOTimestamp.noOffset ? fixedOffset : iso.offset
            guard offset != ISOTimestamp.noOffset else { return reading(iso).time }
            return UsableTime.instant(
                seconds: iso.localSeconds &- offset, nanosecond: iso.nanosecond, precision: iso.precision)
        }
        return plainReading(bytes).time
    }

    /// What the value is.
    package func reading(_ bytes: Span<UInt8>) -> TimestampReading {
        // SAFETY: bytes have no padding.
        if let iso = unsafe ISOTimestamp(bytes.bytes) { return reading(iso) }
        return plainReading(bytes)
    }

    /// The instant, for callers inside the module that hold raw bytes.
    @inline(__always)
    func read(_ buffer: UnsafeRawBufferPointer) -> EventTime? {
        // SAFETY: the span lives no longer than this call, during which the caller keeps the buffer.
        unsafe buffer.withMemoryRebound(to: UInt8.self) { unsafe read($0.span) }
    }

    /// What the value is, for callers inside the module that hold raw bytes.
    @inline(__always)
    func reading(_ buffer: UnsafeRawBufferPointer) -> TimestampReading {
        // SAFETY: the span lives no longer than this call, during which the caller keeps the buffer.
        unsafe buffer.withMemoryRebound(to: UInt8.self) { unsafe reading($0.span) }
    }

    /// The same as `reading`, without the quick way.
    func plainReading(_ bytes: Span<UInt8>) -> TimestampReading { resolve(TimestampParser.parse(bytes), bytes) }

    /// Decides zone, year and order of day and month of a text whose parts are known.
    func resolve(_ text: TimestampText, _ bytes: Span<UInt8>) -> TimestampReading {
        switch text {
        case .unreadable: return .unreadable
        case .instant(let time, _): return .time(time)
        case .civil(let written):
            switch CivilChoice(written.date, dayOrder, referenceYear) {
            case .impossible: return .unreadable
            case .undecided: return .ambiguousDay
            case .day(let days): return resolve(written, days, bytes)
            }
        }
    }

    private func reading(_ iso: ISOTimestamp) -> TimestampReading {
        let moment = LocalMoment(
            seconds: iso.localSeconds, nanosecond: iso.nanosecond, precision: iso.precision, isLeapSecond: false)
        if iso.offset != ISOTimestamp.noOffset { return moment.reading(offset: iso.offset) }
        return zonelessReading(moment)
    }

    private func resolve(_ written: WrittenTime, _ days: Int, _ bytes: Span<UInt8>) -> TimestampReading {
        let moment = LocalMoment(
            seconds: days * 86_400 + written.clock.seconds, nanosecond: written.clock.nanosecond,
            precision: written.clock.precision, isLeapSecond: written.clock.isLeapSecond)
        switch written.zone {
        case .offset(let offset): return moment.reading(offset: offset)
        case .unwritten: return zonelessReading(moment)
        case .abbreviation(let range):
            guard trustsAbbreviations else { return moment.zoneless }
            guard let table else { return moment.reading(offset: fixedOffset) }
            let offsets = table.offsets(localSeconds: moment.seconds, abbreviation: bytes.extracting(range))
            return offsets.map(moment.reading) ?? moment.zoneless
        }
    }

    private func zonelessReading(_ moment: LocalMoment) -> TimestampReading {
        if let table { return moment.reading(table.offsets(localSeconds: moment.seconds)) }
        return fixedOffset == ISOTimestamp.noOffset ? moment.zoneless : moment.reading(offset: fixedOffset)
    }
}
