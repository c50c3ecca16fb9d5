/// The χ² distribution.
enum ChiSquared {
    /// The chance of a value at least as large.
    static func tail(_ value: Double, degrees: Int) -> Double {
        IncompleteGamma.upper(Double(degrees) / 2, value / 2)
    }
}
