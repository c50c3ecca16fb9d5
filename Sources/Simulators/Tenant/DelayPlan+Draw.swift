import Foundation

extension DelayPlan {
    /// Draws a delay in nanoseconds, and whether it is one of the late ones.
    func draw(_ generator: inout SeededGenerator) -> (nanoseconds: Int64, isLate: Bool) {
        let (first, second, third) = (generator.share(), generator.share(), generator.share())
        let usual = Double(median) * factor(1 - first, second)
        guard third < lateShare else { return (Int64(usual), false) }
        return (Int64(usual + Double(lateBy) * (0.5 + 0.5 * third / lateShare)), true)
    }

    /// The delay as a multiple of the median; `first` is in (0, 1], `second` in [0, 1).
    private func factor(_ first: Double, _ second: Double) -> Double {
        switch law {
        case .none: 0
        case .constant: 1
        case .uniform: 2 * second
        case .exponential: -log(first) / log(2)
        // Box and Muller's normal deviate, held within five deviations.
        case .lognormal: exp(sigma * min(5, max(-5, (-2 * log(first)).squareRoot() * cos(2 * Double.pi * second))))
        }
    }
}
