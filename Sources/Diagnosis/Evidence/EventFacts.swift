package import AuditModel

/// What events are like, in columns of one length.
///
/// Order: by the authority's position.
package struct EventFacts: Sendable {
    /// Event time, nanoseconds since the Unix epoch; ``unknown`` for an event without a usable one.
    package var time: [Int64] = []
    /// The index of the event's entry in ``Evidence/timeline``; ``noEntry`` for an event without a usable time.
    ///
    /// Ties what missing events are like to when they were. Present events need none: their column may hold
    /// ``noEntry`` throughout.
    package var entry: [UInt32] = []
    /// When the authority's API showed the event, nanoseconds since the Unix epoch; ``unknown`` where it does not say.
    package var available: [Int64] = []
    /// Codes in ``Evidence/scopes``.
    package var scope: [UInt16] = []
    /// Bytes of the event as JSON without white space between tokens.
    package var size: [UInt32] = []
    package var shape: [RecordShape] = []
    /// The authority's packed record position, which orders events as they were served.
    package var position: [UInt64] = []
    /// The preset's columns and, for shapes that depend on a field, others: by name, such as `operation`.
    package var fields: [FieldColumn] = []
    /// How many events there are altogether, of which the entries are a seeded sample.
    package var population = 0

    /// The entry of ``available`` or ``time`` for an instant that is not known.
    package static let unknown = Int64.min
    /// The entry of ``entry`` for an event that the timeline does not hold.
    package static let noEntry = UInt32.max

    /// Instants that anything is told from, the years 1900 to 2099: differences and sums of two of them fit.
    package static let told = TimeWindow(from: -2_208_988_800_000_000_000, to: 4_102_444_800_000_000_000)

    /// No events.
    package init() {}

    /// The instant itself, or ``unknown`` for one that lies outside ``told``.
    package static func told(_ instant: Int64) -> Int64 { told.contains(instant) ? instant : unknown }

    /// Entries.
    package var count: Int { time.count }
}

/// The values of one field of many events, by code.
package struct FieldColumn: Sendable {
    /// A preset column's name: `operation type user app address result scope region`.
    package let name: String
    /// Values by code, in the order in which they were first seen by position; code 0 is "no value".
    ///
    /// Values beyond the gatherer's bound share the last code, named `…`.
    package var values: [String]
    /// One for each event.
    package var codes: [UInt32] = []

    /// A column without events.
    package init(name: String) {
        self.name = name
        values = [""]
    }
}

/// What can be told about a record by its bytes; ids and times left out.
package struct RecordShape: OptionSet, Hashable, Sendable {
    package let rawValue: UInt16

    package init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Objects or arrays below the fourth level.
    package static let deep = RecordShape(rawValue: 1 << 0)
    package static let nonASCII = RecordShape(rawValue: 1 << 1)
    /// A line feed or carriage return inside a value, as an escape.
    package static let lineBreak = RecordShape(rawValue: 1 << 2)
    /// An address that is IPv6.
    package static let addressV6 = RecordShape(rawValue: 1 << 3)
    /// An address with a port.
    package static let addressPort = RecordShape(rawValue: 1 << 4)
    /// An address that is there and empty.
    package static let addressEmpty = RecordShape(rawValue: 1 << 5)
    /// An array with elements that are objects.
    package static let objectArray = RecordShape(rawValue: 1 << 6)
    /// A null value.
    package static let nullValue = RecordShape(rawValue: 1 << 7)
    /// JSON text inside a string.
    package static let innerJSON = RecordShape(rawValue: 1 << 8)
    /// The record served before it has a line break.
    package static let afterLineBreak = RecordShape(rawValue: 1 << 9)
    /// A fraction of a second that is not zero.
    package static let fraction = RecordShape(rawValue: 1 << 10)
    /// It shares its exact time with a present event.
    package static let tiedWithPresent = RecordShape(rawValue: 1 << 11)
    /// It shares second, user and operation with a present event.
    package static let foldedWithPresent = RecordShape(rawValue: 1 << 12)
    /// No user, or an empty one.
    package static let noUser = RecordShape(rawValue: 1 << 13)
}
