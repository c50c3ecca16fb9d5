import Glibc

/// The Rayleigh test of directions: whether phases gather at one place of the circle.
enum Rayleigh {
    /// The mean direction's length, 0 to 1, of phases in turns.
    static func length(_ turns: some Sequence<Double>) -> Double {
        var (x, y, count) = (0.0, 0.0, 0.0)
        for turn in turns {
            x += cos(2 * Double.pi * turn)
            y += sin(2 * Double.pi * turn)
            count += 1
        }
        return count == 0 ? 0 : (x * x + y * y).squareRoot() / count
    }

    /// The chance of a length at least as large among `count` phases without a preference.
    static func tail(length: Double, count: Int) -> Double { exp(-Double(count) * length * length) }
}
