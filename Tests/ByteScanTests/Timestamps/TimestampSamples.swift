import AuditModel
import ByteScan

/// Seeded numbers and written times for the tests of timestamp reading.
struct TimestampSamples: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// An instant in the accepted years, well inside them for any offset; nanoseconds since the Unix epoch.
    mutating func instant() -> Int64 {
        Int64.random(in: -9_214_400_000_000_000_000...9_214_500_000_000_000_000, using: &self)
    }
}

extension TimestampReader {
    /// Reads a text's bytes.
    func reading(_ text: String) -> TimestampReading { reading(Array(text.utf8).span) }

    /// Reads a text's bytes.
    func read(_ text: String) -> EventTime? { read(Array(text.utf8).span) }
}

extension RFC3339 {
    /// Reads a text's bytes.
    static func dateTime(_ text: String) -> EventTime? { dateTime(Array(text.utf8).span) }

    /// Reads a text's bytes.
    static func date(_ text: String) -> EventTime? { date(Array(text.utf8).span) }
}

extension TimestampReading {
    /// A short text for comparison: kind, instant in UTC, precision.
    var shown: String {
        switch self {
        case .time(let time): Self.shown(time)
        case .clockChange(let time): "clock change " + Self.shown(time)
        case .zoneless(let time): "zoneless " + Self.shown(time)
        case .ambiguousDay: "ambiguous day"
        case .unreadable: "unreadable"
        }
    }

    private static func shown(_ time: EventTime) -> String {
        InstantText.rfc3339(time.nanoseconds) + " \(time.precision)"
    }
}
