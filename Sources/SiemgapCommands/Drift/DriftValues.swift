/// Reads the values of options of `drift`.
enum DriftValues {
    /// `0.01%` or `100ppm`, above nothing and below a half.
    static func share(_ text: String, flag: String) throws(UsageFault) -> Double {
        let units: [(ending: String, parts: Double)] = [("%", 100), ("ppm", 1_000_000)]
        for unit in units where text.hasSuffix(unit.ending) {
            let number = text.dropLast(unit.ending.utf8.count)
            guard number.utf8.allSatisfy({ $0 == 0x2E || 0x30...0x39 ~= $0 }), let value = Double(number) else { break }
            let share = value / unit.parts
            if share > 0, share < 0.5 { return share }
        }
        throw UsageFault(
            "\(flag) \"\(text)\" is not a share of events", fix: "write \(flag) 0.01% or \(flag) 100ppm, below 50%")
    }
}
