import AuditModel

/// An event as a syslog message: a head, then the record.
struct SyslogMessage: Sendable {
    /// The forms there are.
    enum Form: String, Sendable, CaseIterable {
        /// RFC 5424: time with date, year and zone; marks as structured data.
        case rfc5424
        /// RFC 3164: time without year and zone; marks inside the record.
        case rfc3164
    }

    let form: Form
    let marks: DeliveryMarks
    /// Bytes of the longest message, framing not counted.
    let mostBytes: Int
    private let recordMarks: RecordMarks

    init(form: Form, marks: DeliveryMarks, mostBytes: Int) {
        (self.form, self.marks, self.mostBytes) = (form, marks, mostBytes)
        recordMarks = RecordMarks(marks)
    }

    /// Facility 13, log audit; severity 6, informational (RFC 5424 section 6.2.1).
    private static let priority = Array("<110>".utf8)
    private static let name = Array(ToolVersion.name.utf8)
    /// Structured data by the number that RFC 5612 sets apart for examples, since there is no own one.
    private static let dataName = Array("[siemgap@32473 plan=\"".utf8)
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// What stands before the record, and how much of the record's start it replaces.
    struct Head {
        var bytes: [UInt8] = []
        /// Bytes of the record that are left out, since the head has them.
        var replaced = 0
    }

    /// The head of an event's message; throws what becomes of an event that cannot be one.
    func head(of event: DeliveryEvent, sent: Int64) throws(Refusal) -> Head {
        if let fate = RecordCheck.refusal(of: event.record) { throw Refusal(fate: fate) }
        var head = Head()
        head.bytes.reserveCapacity(256)
        head.bytes += Self.priority
        switch form {
        case .rfc5424: writeCurrent(event, sent: sent, to: &head)
        case .rfc3164: writeOld(event, sent: sent, to: &head)
        }
        let count = head.bytes.count + event.record.count - head.replaced
        guard count <= mostBytes else { throw Refusal(fate: RecordCheck.tooLarge(count, most: mostBytes)) }
        return head
    }

    /// An event is not sent.
    struct Refusal: Error {
        let fate: DeliveryFate
    }

    /// Bytes that stand beside a record, about: those for an id of the length of a GUID.
    var usualHeadBytes: Int {
        let unbound = SyslogMessage(form: form, marks: marks, mostBytes: .max)
        let event = DeliveryEvent(id: String(repeating: "0", count: 36), time: 1_000, record: Array("{}".utf8))
        let head = try? unbound.head(of: event, sent: 1_001_001_001)
        return head.map { $0.bytes.count - $0.replaced } ?? 0
    }

    // MARK: RFC 5424

    private func writeCurrent(_ event: DeliveryEvent, sent: Int64, to head: inout Head) {
        head.bytes += [UInt8(ascii: "1"), UInt8(ascii: " ")]
        if let time = event.time {
            // The RFC allows six digits of a second at most.
            InstantText.append(EventTime.floor(time, 1_000), to: &head.bytes)
        } else {
            head.bytes.append(UInt8(ascii: "-"))
        }
        for word in [Self.name, Self.name, [UInt8(ascii: "-")]] {
            head.bytes.append(UInt8(ascii: " "))
            head.bytes += word
        }
        head.bytes += marks.plan == nil ? Self.eventKind : Self.backfillKind
        writeData(event, sent: sent, to: &head)
        head.bytes.append(UInt8(ascii: " "))
    }

    private static let eventKind = Array(" event ".utf8)
    private static let backfillKind = Array(" backfill ".utf8)

    private func writeData(_ event: DeliveryEvent, sent: Int64, to head: inout Head) {
        guard let plan = marks.plan else {
            head.bytes.append(UInt8(ascii: "-"))
            return
        }
        head.bytes += Self.dataName
        Self.escape(plan, to: &head.bytes)
        // A control character would end the line or be changed by the receiver; the record holds the id as well.
        if event.id.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) {
            head.bytes += Array("\" id=\"".utf8)
            Self.escape(event.id, to: &head.bytes)
        }
        head.bytes += Array("\" sent=\"".utf8)
        InstantText.append(sent, to: &head.bytes)
        head.bytes += Array("\"]".utf8)
    }

    /// RFC 5424 section 6.3.3.
    private static func escape(_ text: String, to bytes: inout [UInt8]) {
        for byte in text.utf8 {
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "]") {
                bytes.append(UInt8(ascii: "\\"))
            }
            bytes.append(byte)
        }
    }

    // MARK: RFC 3164

    private func writeOld(_ event: DeliveryEvent, sent: Int64, to head: inout Head) {
        let time = CivilTime(nanoseconds: event.time ?? sent)
        let day = time.day < 10 ? " \(time.day)" : "\(time.day)"
        let clock = [time.hour, time.minute, time.second].map { InstantText.padded($0, 2) }.joined(separator: ":")
        head.bytes += Array("\(Self.months[time.month - 1]) \(day) \(clock) ".utf8)
        head.bytes += Self.name + [UInt8(ascii: " ")] + Self.name + Array(": ".utf8)
        if let opening = recordMarks.opening(of: event.record, sent: sent) {
            head.bytes += opening
            head.replaced = 1
        }
    }
}
