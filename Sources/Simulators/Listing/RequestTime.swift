import AuditModel
import ByteScan

/// Times as clients send them.
enum RequestTime {
    /// RFC 3339 with a zone, in nanoseconds; nil for anything else.
    static func rfc3339(_ text: String) -> Int64? { RFC3339.dateTime(Array(text.utf8).span)?.nanoseconds }

    /// A date without a time: midnight UTC that begins it, in nanoseconds.
    static func date(_ text: String) -> Int64? { RFC3339.date(Array(text.utf8).span)?.nanoseconds }

    /// A number since the epoch, whole or with a fraction, in units of so many nanoseconds.
    static func number(_ text: String, unit: Int64) -> Int64? {
        if let whole = Int64(text) {
            let (product, overflow) = whole.multipliedReportingOverflow(by: unit)
            return overflow ? nil : product
        }
        guard let value = Double(text), abs(value) < 9e9 else { return nil }
        return Int64(value * Double(unit))
    }

    /// The first instant of the next unit: what `<=` means where the service keeps nothing finer.
    static func after(_ instant: Int64, unit: Int64) -> Int64 {
        let (sum, overflow) = EventTime.floor(instant, unit).addingReportingOverflow(unit)
        return overflow ? .max : sum
    }
}
