import AuditModel

/// When a run began, as its id tells: `20261117T080211Z-weekly-7f3a`.
enum RunStart {
    private static let second: Int64 = 1_000_000_000

    /// Nanoseconds since the Unix epoch; nil when the id does not begin with an instant.
    static func nanoseconds(of runID: String) -> Int64? {
        let bytes = Array(runID.utf8.prefix(16))
        guard bytes.count == 16, bytes[8] == UInt8(ascii: "T"), bytes[15] == UInt8(ascii: "Z") else { return nil }
        func number(_ range: Range<Int>) -> Int? { Int(String(decoding: bytes[range], as: UTF8.self)) }
        guard let year = number(0..<4), let month = number(4..<6), let day = number(6..<8), let hour = number(9..<11),
            let minute = number(11..<13), let seconds = number(13..<15), (1...12).contains(month),
            (1678...2261).contains(year)
        else { return nil }
        let days = CivilTime.daysSinceEpoch(year: year, month: month, day: day)
        return (Int64(days) * 86_400 + Int64(hour * 3600 + minute * 60 + seconds)) * second
    }
}
