/// Text forms of an instant given in nanoseconds since the Unix epoch, UTC.
package enum InstantText {
    /// RFC 3339 in UTC: `2026-11-14T02:00:00Z`, with as many fraction digits as are needed.
    package static func rfc3339(_ nanoseconds: Int64) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(30)
        append(nanoseconds, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Adds what ``rfc3339(_:)`` gives, as ASCII.
    package static func append(_ nanoseconds: Int64, to bytes: inout [UInt8]) {
        let civil = CivilTime(nanoseconds: nanoseconds)
        append(civil.year, 4, to: &bytes)
        append("-", civil.month, to: &bytes)
        append("-", civil.day, to: &bytes)
        append("T", civil.hour, to: &bytes)
        append(":", civil.minute, to: &bytes)
        append(":", civil.second, to: &bytes)
        if civil.nanosecond != 0 {
            bytes.append(UInt8(ascii: "."))
            append(civil.nanosecond, 9, to: &bytes)
            while bytes.last == UInt8(ascii: "0") { bytes.removeLast() }
        }
        bytes.append(UInt8(ascii: "Z"))
    }

    private static func append(_ mark: Unicode.Scalar, _ value: Int, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: mark))
        append(value, 2, to: &bytes)
    }

    /// Adds the last `width` digits of a number, with leading zeros.
    private static func append(_ value: Int, _ width: Int, to bytes: inout [UInt8]) {
        var unit: UInt = 1
        for _ in 1..<width { unit *= 10 }
        while unit > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(value.magnitude / unit % 10))
            unit /= 10
        }
    }

    /// The compact form that begins a run's name: `20261117T080211Z`.
    package static func compact(_ nanoseconds: Int64) -> String {
        let civil = CivilTime(nanoseconds: nanoseconds)
        return padded(civil.year, 4) + padded(civil.month, 2) + padded(civil.day, 2) + "T"
            + padded(civil.hour, 2) + padded(civil.minute, 2) + padded(civil.second, 2) + "Z"
    }

    /// A non-negative number with leading zeros up to `width` digits.
    package static func padded(_ value: Int, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
