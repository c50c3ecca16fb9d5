import NIOCore

/// A record a line, as `json_lines` codecs read them.
struct LineFraming: EventFraming {
    let marks: RecordMarks
    /// Bytes of the longest line, its line feed not counted; nil for no bound.
    let mostBytes: Int?

    func append(_ event: DeliveryEvent, sent: Int64, to buffer: inout ByteBuffer) -> DeliveryFate? {
        if let refusal = RecordCheck.refusal(of: event.record) { return refusal }
        let opening = marks.opening(of: event.record, sent: sent)
        let count = event.record.count + (opening.map { $0.count - 1 } ?? 0)
        if let mostBytes, count > mostBytes { return RecordCheck.tooLarge(count, most: mostBytes) }
        if let opening {
            buffer.writeBytes(opening)
            buffer.writeBytes(event.record.dropFirst())
        } else {
            buffer.writeBytes(event.record)
        }
        buffer.writeInteger(UInt8(ascii: "\n"))
        return nil
    }
}
