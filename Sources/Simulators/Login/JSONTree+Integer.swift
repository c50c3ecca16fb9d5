package import ByteScan

extension JSONTree {
    /// A whole number of a JSON number, or nil.
    package var integer: Int? {
        guard case .number(let digits) = self else { return nil }
        return Int(String(decoding: digits, as: UTF8.self))
    }
}
