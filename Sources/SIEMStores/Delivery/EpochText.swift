import AuditModel

/// Instants as numbers since the Unix epoch, written without rounding.
enum EpochText {
    /// Seconds with three digits behind the point: `1794621601.123`.
    static func seconds(milliseconds: Int64) -> String {
        let (seconds, rest) = milliseconds.quotientAndRemainder(dividingBy: 1000)
        guard milliseconds < 0 else { return "\(seconds).\(InstantText.padded(Int(rest), 3))" }
        return "-\(-seconds).\(InstantText.padded(Int(-rest), 3))"
    }
}
