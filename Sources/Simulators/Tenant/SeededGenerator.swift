/// SplitMix64: the same numbers for the same seed, on every machine and with every compiler.
package struct SeededGenerator: Sendable {
    private var state: UInt64

    /// Starts the sequence of `seed`; streams of one seed are independent of each other.
    package init(seed: UInt64, stream: UInt64 = 0) { state = Self.mix(seed ^ Self.mix(stream &+ 0x5157)) }

    /// The next 64 bits.
    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return Self.mix(state)
    }

    /// A number in `0..<bound`; `bound` is at least 1 and small against 2^64.
    package mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

    /// Between 0 and 1, 1 excluded.
    package mutating func share() -> Double { Self.share(next()) }

    /// The finalizer of SplitMix64: a permutation of the 64-bit numbers that spreads every bit.
    package static func mix(_ value: UInt64) -> UInt64 {
        var value = value
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }

    /// 64 bits that depend on the seed and a text alone.
    package static func hash(seed: UInt64, _ text: String) -> UInt64 {
        var state = mix(seed ^ 0xA076_1D64_78BD_642F)
        for byte in text.utf8 { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return mix(state)
    }

    /// 64 bits as a number between 0 and 1, 1 excluded.
    package static func share(_ bits: UInt64) -> Double { Double(bits >> 11) * 0x1p-53 }
}
