import AuditModel

/// The marks of a delivery as the first members of a record.
///
/// They come first because programs that follow files tell them apart by their first bytes.
struct RecordMarks: Sendable {
    /// `{"siemgap.plan":"…","siemgap.sent":"`; nil where there are no marks.
    private let start: [UInt8]?

    private static let planHead = Array("{\"\(DeliveryMarks.planName)\":\"".utf8)
    private static let sentHead = Array("\",\"\(DeliveryMarks.sentName)\":\"".utf8)

    init(_ marks: DeliveryMarks) {
        start = marks.plan.map { plan in
            Self.planHead + JSONValue.string(plan).text().utf8.dropFirst().dropLast() + Self.sentHead
        }
    }

    /// What stands before the rest of the record, which begins after its first brace; nil leaves the record as it is.
    ///
    /// - Parameter sent: when the event is sent, nanoseconds since the Unix epoch.
    func opening(of record: [UInt8], sent: Int64) -> [UInt8]? {
        guard var bytes = start else { return nil }
        InstantText.append(sent, to: &bytes)
        bytes.append(UInt8(ascii: "\""))
        let rest = record.dropFirst().first { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
        if rest != UInt8(ascii: "}") { bytes.append(UInt8(ascii: ",")) }
        return bytes
    }

    /// A line without marks, whichever they are; nil when it has none.
    static func removed(from line: ArraySlice<UInt8>) -> [UInt8]? {
        guard line.starts(with: planHead), let plan = textEnd(line, from: line.startIndex + planHead.count),
            line[plan...].starts(with: sentHead), let sent = textEnd(line, from: plan + sentHead.count)
        else { return nil }
        var rest = line[(sent + 1)...]
        if rest.first == UInt8(ascii: ",") { rest = rest.dropFirst() }
        return [UInt8(ascii: "{")] + rest
    }

    /// Where the quote is that ends a JSON string.
    private static func textEnd(_ line: ArraySlice<UInt8>, from start: Int) -> Int? {
        var index = start
        while index < line.endIndex {
            switch line[index] {
            case UInt8(ascii: "\""): return index
            case UInt8(ascii: "\\"): index += 2
            default: index += 1
            }
        }
        return nil
    }
}
