import AuditModel
import Foundation

/// How busy a tenant is, hour by hour: quiet at night and at weekends, as far as its day says so.
struct RateCurve {
    private static let hour: Int64 = 3_600_000_000_000
    /// Relative rates of the hours of a day, by the tenant's clocks.
    private static let day: [Double] = [
        0.2, 0.2, 0.2, 0.2, 0.25, 0.4, 0.7, 1.2, 1.7, 1.9, 1.9, 1.8, 1.5, 1.7, 1.8, 1.7, 1.5, 1.2, 0.9, 0.7, 0.5, 0.4,
        0.3, 0.25,
    ]
    /// Relative rates of the days of a week, Monday first.
    private static let week: [Double] = [1.1, 1.1, 1.1, 1.1, 1, 0.35, 0.3]

    private let start: Int64
    private let length: Int64
    /// Summed weight up to the end of each hour.
    private let sums: [Double]

    /// The curve over `length` nanoseconds from `start`; at least one hour is assumed.
    init(start: Int64, length: Int64, day: DayShape = DayShape()) {
        self.start = start
        self.length = max(length, 1)
        var sum = 0.0
        sums = (0..<max(1, (self.length + Self.hour - 1) / Self.hour)).map { index in
            sum += Self.weight(at: start + index * Self.hour, day)
            return sum
        }
    }

    private static func weight(at instant: Int64, _ shape: DayShape) -> Double {
        let time = CivilTime(nanoseconds: instant + Int64(shape.ahead) * hour)
        let days = CivilTime.daysSinceEpoch(year: time.year, month: time.month, day: time.day)
        let usual = day[time.hour] * week[CivilTime.weekday(daysSinceEpoch: days)]
        let weight = shape.contrast == 1 ? usual : pow(usual, shape.contrast)
        return time.hour == shape.rushHour ? weight * shape.rush : weight
    }

    /// The instant before which `share` of all events happen; grows with `share`, which is in 0..<1.
    func instant(at share: Double) -> Int64 {
        let wanted = share * (sums.last ?? 1)
        var (low, high) = (0, sums.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if sums[middle] > wanted { high = middle } else { low = middle + 1 }
        }
        let before = low == 0 ? 0 : sums[low - 1]
        let within = (wanted - before) / (sums[low] - before)
        let offset = (Double(low) + within) * Double(Self.hour)
        return start + min(length - 1, Int64(offset))
    }
}
