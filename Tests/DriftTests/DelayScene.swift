import Drift
import Glibc
import TestKit

/// Events whose delays follow a known law.
enum DelayScene {
    static let second: Int64 = 1_000_000_000

    /// An event with a delay, in seconds; watched until an instant.
    static func delay(_ event: Double, _ seconds: Double, until: Double? = nil, type: Int = 0) -> ObservedDelay {
        let visible = Int64((event + seconds) * 1e9)
        return ObservedDelay(
            event: Int64(event * 1e9), after: visible, by: visible, until: until.map { Int64($0 * 1e9) } ?? .max,
            type: type)
    }

    /// Lognormal delays over a window at whose end the source is asked; all of them without an end.
    static func lognormal(
        _ count: Int, window: Double, median: Double, sigma: Double = 1, seed: UInt64, isAsked: Bool = true
    ) -> [ObservedDelay] {
        var random = SplitMix(seed: seed)
        return (0..<count).compactMap { _ in
            let event = Double.random(in: 0..<window, using: &random)
            let radius = (-2 * log(Double.random(in: 1e-12...1, using: &random))).squareRoot()
            let normal = radius * cos(2 * .pi * Double.random(in: 0..<1, using: &random))
            let delay = median * exp(sigma * normal)
            if isAsked, event + delay > window { return nil }
            return Self.delay(event, delay, until: isAsked ? window : nil)
        }
    }
}
