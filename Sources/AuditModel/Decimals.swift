/// Whole numbers in options.
enum Decimals {
    /// The value of 1 to 18 ASCII digits; nil for anything else, a sign included.
    static func count(_ text: Substring) -> Int64? {
        guard (1...18).contains(text.utf8.count), text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
        return Int64(text)
    }
}
