import AuditModel
import ByteScan
import SIEMStores

/// An event of a plan, as its line in `events.ndjson` has it: `{"id":…,"time":…,"record":{…}}`.
///
/// The id is a text, or a list of texts where it has several parts; the time is RFC 3339 or null.
struct PlannedEvent: Hashable, Sendable {
    /// As the authority writes them.
    let id: [String]
    /// Nanoseconds since the Unix epoch; nil when it has none.
    let time: Int64?
    /// One whole JSON object without line feeds.
    let record: [UInt8]

    private static let head = Array(#"{"id":"#.utf8)
    private static let timeKey = Array(#","time":"#.utf8)
    private static let recordKey = Array(#","record":"#.utf8)

    /// Describes an event.
    init(id: [String], time: Int64?, record: [UInt8]) {
        self.id = id
        self.time = time
        self.record = record
    }

    /// Reads a line without its line feed; nil when it is not one that ``line`` gives.
    ///
    /// A quote inside an id is escaped, so that the first `,"time":` ends it.
    init?(line: [UInt8]) {
        guard line.starts(with: Self.head), line.last == UInt8(ascii: "}"),
            let timeStart = Self.find(Self.timeKey, in: line, from: Self.head.count),
            let recordStart = Self.find(Self.recordKey, in: line, from: timeStart + Self.timeKey.count),
            let id = Self.id(line[Self.head.count..<timeStart])
        else { return nil }
        let time = line[(timeStart + Self.timeKey.count)..<recordStart]
        self.id = id
        self.time =
            time.first == UInt8(ascii: "\"")
            ? TimestampReader(zone: .utc).read(Array(time.dropFirst().dropLast()).span)?.nanoseconds : nil
        record = Array(line[(recordStart + Self.recordKey.count)..<(line.count - 1)])
    }

    /// The line with its line feed.
    var line: [UInt8] {
        let id: JSONValue = id.count == 1 ? .string(id[0]) : .array(id.map { .string($0) })
        return Self.head + Array(id.text().utf8) + Self.timeKey + Array(JSONValue.instant(time).text().utf8)
            + Self.recordKey + record + [UInt8(ascii: "}"), 0x0A]
    }

    /// The same as it is handed to a way of sending.
    var delivery: DeliveryEvent { DeliveryEvent(id: id.joined(separator: "|"), time: time, record: record) }

    private static func id(_ bytes: ArraySlice<UInt8>) -> [String]? {
        // A line that was not written here has no id.
        guard let tree = try? JSONTree(parsing: Array(bytes)) else { return nil }
        let parts = tree.elements?.compactMap(\.text) ?? [tree.text].compactMap(\.self)
        return parts.isEmpty ? nil : parts
    }

    private static func find(_ key: [UInt8], in line: [UInt8], from start: Int) -> Int? {
        var at = start
        while at + key.count <= line.count {
            if line[at] == key[0], line[at + 1] == key[1], line[at..<at + key.count].elementsEqual(key) { return at }
            at += 1
        }
        return nil
    }
}
