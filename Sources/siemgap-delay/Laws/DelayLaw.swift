import Drift
import Glibc
import Simulators

/// A known distribution of delays, with the window of events that is looked at.
///
/// Seconds throughout.
struct DelayLaw: Sendable {
    let name: String
    /// Length of the window, at whose end the source is asked.
    let window: Double
    /// Draws the delay of an event that happens so many seconds into the window.
    let delay: @Sendable (Double, inout SeededGenerator) -> Double

    private static let minute = 60.0
    private static let hour = 3_600.0
    private static let day = 86_400.0

    /// All laws.
    static let all = [young, lognormal, bimodal, diurnal, outage, late]

    /// The same as the next one, asked so early that many events are not visible yet.
    private static let young = DelayLaw(name: "lognormal in 4 h", window: 4 * hour) { _, random in
        normal(20 * minute, 1, &random)
    }

    private static let lognormal = DelayLaw(name: "lognormal", window: 2 * day) { _, random in
        normal(20 * minute, 1, &random)
    }

    private static let bimodal = DelayLaw(name: "bimodal", window: 2 * day) { _, random in
        random.share() < 0.8 ? normal(5 * minute, 0.5, &random) : normal(3 * hour, 0.5, &random)
    }

    /// Four times as long in the afternoon as at night.
    private static let diurnal = DelayLaw(name: "diurnal", window: 2 * day) { time, random in
        normal(20 * minute * exp2(sin(2 * .pi * (time / day - 0.25))), 0.7, &random)
    }

    /// For six hours nothing becomes visible.
    private static let outage = DelayLaw(name: "6-hour outage", window: 2 * day) { time, random in
        let delay = normal(10 * minute, 0.7, &random)
        let down = 20 * hour..<26 * hour
        return down.contains(time + delay) ? down.upperBound - time + random.share() * 10 * minute : delay
    }

    /// One event in a hundred comes one to three days late.
    private static let late = DelayLaw(name: "1 % days late", window: 7 * day) { _, random in
        let delay = normal(10 * minute, 0.8, &random)
        return random.share() < 0.01 ? delay + day * (1 + 2 * random.share()) : delay
    }

    private static func normal(_ median: Double, _ sigma: Double, _ random: inout SeededGenerator) -> Double {
        median * exp(sigma * (-2 * log(1 - random.share())).squareRoot() * cos(2 * .pi * random.share()))
    }

    /// Times of events, in seconds into the window; more by day than by night.
    func times(_ count: Int, _ random: inout SeededGenerator) -> [Double] {
        var times: [Double] = []
        times.reserveCapacity(count)
        while times.count < count {
            let time = random.share() * window
            if random.share() * 1.6 < 1 + 0.6 * sin(2 * .pi * (time / Self.day - 0.25)) { times.append(time) }
        }
        return times
    }

    /// Events with their delays; those that are not visible at the end of the window are left out if told so.
    func events(_ count: Int, seed: UInt64, asSeenAtEnd: Bool) -> [ObservedDelay] {
        var random = SeededGenerator(seed: seed)
        return times(count, &random).compactMap { time in
            let visible = time + delay(time, &random)
            guard !asSeenAtEnd || visible <= window else { return nil }
            let instant = Int64(visible * 1e9)
            return ObservedDelay(
                event: Int64(time * 1e9), after: instant, by: instant, until: asSeenAtEnd ? Int64(window * 1e9) : .max)
        }
    }
}
