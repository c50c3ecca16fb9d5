import AuditModel
import ByteScan

/// A value of Kusto's language.
enum KustoValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case long(Int)
    case real(Double)
    case string(String)
    /// Nanoseconds since the Unix epoch, UTC, in units of 100.
    case datetime(Int64)
    /// Nanoseconds.
    case timespan(Int64)
    case dynamic(JSONTree)

    /// The types that columns have here.
    enum Kind: String, Sendable { case bool, long, real, string, datetime, timespan, dynamic }

    /// Null, or an empty text.
    var isMissing: Bool { self == .null || self == .string("") }

    var isTrue: Bool { self == .bool(true) }

    /// Its text as `tostring` gives it; empty for null.
    var text: String {
        switch self {
        case .null, .dynamic(.null): ""
        case .bool(let value): value ? "true" : "false"
        case .long(let value): String(value)
        case .real(let value): String(value)
        case .string(let text): text
        case .datetime(let instant): InstantText.rfc3339(instant)
        case .timespan(let length): Self.text(ofTimespan: length)
        case .dynamic(.string(let bytes)): String(decoding: bytes, as: UTF8.self)
        case .dynamic(let tree): String(decoding: tree.compactBytes, as: UTF8.self)
        }
    }

    /// The cell of an answer: a dynamic value is a text.
    var json: JSONValue {
        switch self {
        case .null: .null
        case .bool(let value): .bool(value)
        case .long(let value): .integer(value)
        case .real(let value): value.isFinite ? .number(value) : .string(String(value))
        case .string, .datetime, .timespan: .string(text)
        case .dynamic(.null): .string("")
        case .dynamic: .string(text)
        }
    }

    /// As a number, for comparisons and sums; nil for what is none.
    var number: Double? {
        switch self {
        case .long(let value): Double(value)
        case .real(let value): value
        case .dynamic(.number): Double(text)
        case .bool, .string, .datetime, .timespan, .dynamic, .null: nil
        }
    }

    /// As a time, as `todatetime` gives it.
    var asTime: KustoValue {
        switch self {
        case .datetime: self
        case .string, .dynamic: Self.time(text).map { .datetime($0) } ?? .null
        case .null, .bool, .long, .real, .timespan: .null
        }
    }

    /// Smaller first; nil where the two cannot be compared.
    func isBefore(_ other: KustoValue) -> Bool? {
        switch (self, other) {
        case (.datetime(let left), .datetime(let right)), (.timespan(let left), .timespan(let right)): left < right
        case (.string(let left), .string(let right)): left < right
        default: number.flatMap { left in other.number.map { left < $0 } }
        }
    }

    /// Whether both are the same; nil where the two cannot be compared.
    func equals(_ other: KustoValue) -> Bool? {
        if self == .null || other == .null { return nil }
        if let left = number, let right = other.number { return left == right }
        switch (self, other) {
        case (.dynamic, .string), (.string, .dynamic), (.dynamic, .dynamic): return text == other.text
        default: return self == other
        }
    }

    /// Reads a time: ISO 8601 with or without an offset, or a date; nil for another text.
    static func time(_ text: String) -> Int64? {
        let bytes = Array(text.utf8)
        let found = RFC3339.dateTime(bytes.span) ?? RFC3339.date(bytes.span)
        let utc = found == nil ? RFC3339.dateTime(Array((text + "Z").utf8).span) : found
        return utc.map { EventTime.floor($0.nanoseconds, 100) }
    }

    private static func text(ofTimespan length: Int64) -> String {
        let seconds = length / 1_000_000_000
        func two(_ value: Int64) -> String { InstantText.padded(Int(value), 2) }
        let clock = "\(two(seconds / 3600 % 24)):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
        return seconds >= 86_400 ? "\(seconds / 86_400).\(clock)" : clock
    }
}
