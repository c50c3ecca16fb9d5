import AuditModel

/// The document that is made of an event.
enum BulkDocument: String, Sendable, CaseIterable {
    /// Elastic Common Schema: the record as text, beside its id and time.
    case event
    /// The record's own members, and beside them time and marks.
    case raw
    /// Like `event`, with the text where agents put it for an ingest pipeline to take apart.
    case message

    /// Appends the document of an event, without a line feed.
    func append(_ event: DeliveryEvent, _ marks: SentMarks, to body: inout [UInt8]) {
        switch self {
        case .event, .message:
            body.append(UInt8(ascii: "{"))
            append(time: event.time, to: &body)
            if self == .message {
                body.append(plain: #""message":"#)
                body.append(quoting: event.record)
                body.append(plain: ",")
            }
            body.append(plain: #""event":{"id":"#)
            body.append(quoted: event.id)
            if self == .event {
                body.append(plain: #","original":"#)
                body.append(quoting: event.record)
            }
            body.append(UInt8(ascii: "}"))
            append(marks, to: &body)
            body.append(UInt8(ascii: "}"))
        case .raw: append(raw: event, marks, to: &body)
        }
    }

    private func append(raw event: DeliveryEvent, _ marks: SentMarks, to body: inout [UInt8]) {
        let inside = event.record.dropFirst().drop { $0 == 0x20 || $0 == 0x09 }
        body.append(UInt8(ascii: "{"))
        // A record that brings a time of that name keeps it; an object may not name it twice.
        if !event.record.contains(text: #""@timestamp""#) { append(time: event.time, to: &body) }
        if inside.first == UInt8(ascii: "}") {
            body.append(plain: #""event":{"id":"#)
            body.append(quoted: event.id)
            body.append(UInt8(ascii: "}"))
        } else {
            body.append(record: Array(inside.dropLast()))
        }
        append(marks, to: &body)
        body.append(UInt8(ascii: "}"))
    }

    private func append(time: Int64?, to body: inout [UInt8]) {
        guard let time else { return }
        body.append(plain: #""@timestamp":""#)
        InstantText.append(time, to: &body)
        body.append(plain: #"","#)
    }

    /// `siemgap.plan` and `siemgap.sent`, as the products read dotted names.
    private func append(_ marks: SentMarks, to body: inout [UInt8]) {
        guard !marks.isEmpty else { return }
        body.append(plain: #","siemgap":{"plan":"#)
        body.append(quoted: marks.plan)
        body.append(plain: #","sent":"#)
        body.append(quoted: marks.sent)
        body.append(UInt8(ascii: "}"))
    }
}

extension [UInt8] {
    /// Whether a text occurs among the bytes.
    func contains(text: String) -> Bool {
        let wanted = Array(text.utf8)
        guard let first = wanted.first, count >= wanted.count else { return false }
        var start = startIndex
        while let place = self[start...].firstIndex(of: first), place + wanted.count <= count {
            if self[place..<(place + wanted.count)].elementsEqual(wanted) { return true }
            start = place + 1
        }
        return false
    }
}
