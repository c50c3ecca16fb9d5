/// A fault as a scenario writes it: `name`, or `name=number`.
struct FaultText<Kind: RawRepresentable<String>> {
    let kind: Kind
    /// Nil where the scenario names none.
    let number: Double?

    /// Reads it; nil for a name that is not known, and for a number that is none or negative.
    init?(_ text: String) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard let kind = parts.first.flatMap({ Kind(rawValue: String($0)) }) else { return nil }
        self.kind = kind
        guard parts.count == 2 else {
            number = nil
            return
        }
        guard let number = Double(parts[1]), number >= 0, number.isFinite else { return nil }
        self.number = number
    }
}
