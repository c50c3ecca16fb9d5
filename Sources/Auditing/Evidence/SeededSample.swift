/// Chooses about so many of a number of records by their positions: the same ones in every run over the same files.
struct SeededSample: Sendable {
    /// Positions whose mixed value lies below it are chosen; nil chooses all.
    private let limit: UInt64?

    /// - Parameters:
    ///   - most: how many are wanted; all are chosen where there are no more.
    ///   - population: how many there are.
    init(_ most: Int, of population: Int) {
        limit = population <= most ? nil : UInt64(Double(UInt64.max) * Double(most) / Double(population))
    }

    /// Chooses every record.
    static let all = SeededSample(0, of: 0)

    /// Whether the record at a packed position is chosen.
    @inline(__always)
    func holds(_ position: UInt64) -> Bool {
        guard let limit else { return true }
        return Self.mixed(position) < limit
    }

    /// A fixed mixing of all bits (the finaliser of SplitMix64).
    @inline(__always)
    private static func mixed(_ value: UInt64) -> UInt64 {
        var word = value &+ 0x9E37_79B9_7F4A_7C15
        word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
        return word ^ word >> 31
    }
}
