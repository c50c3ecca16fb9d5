import AuditModel

/// One place of a ``BodyTemplate`` and what fills it.
enum RecordPlace: Sendable {
    /// The id, in the shape's own form, without quotes.
    case id
    /// A GUID that is no id: a request, a session.
    case guid
    /// Mail-like name, and the part before the `@`.
    case mail, name
    /// A number from 1000 on that belongs to the user.
    case userNumber
    case address, operation, type
    /// The event's own number.
    case number
    /// The event time in the shape's form.
    case time
    /// The event time as RFC 3339 with milliseconds, as epoch seconds.
    case isoTime, secondsTime
    /// When the record became readable, RFC 3339 with milliseconds.
    case available
    /// One word for success, another for failure.
    case outcome(success: [UInt8], failure: [UInt8])

    /// Reads a place's name; nil when there is none of that name.
    init?(_ text: String) {
        switch text {
        case "id": self = .id
        case "guid": self = .guid
        case "mail": self = .mail
        case "name": self = .name
        case "user": self = .userNumber
        case "address": self = .address
        case "operation": self = .operation
        case "type": self = .type
        case "number": self = .number
        case "time": self = .time
        case "iso": self = .isoTime
        case "seconds": self = .secondsTime
        case "available": self = .available
        default:
            guard text.hasPrefix("outcome:"), let bar = text.firstIndex(of: "|") else { return nil }
            let success = text[..<bar].dropFirst("outcome:".count)
            self = .outcome(success: Array(success.utf8), failure: Array(text[text.index(after: bar)...].utf8))
        }
    }

    func append(_ record: TenantRecord, in tenant: Tenant, shape: TemplateShape, to output: inout [UInt8]) {
        switch self {
        case .id: if !record.marks.contains(.idless) { shape.recordID.append(record, in: tenant, to: &output) }
        case .guid:
            let bits = tenant.bits(of: record.origin)
            output.appendGUID((SeededGenerator.mix(bits.0), SeededGenerator.mix(bits.1)))
        case .mail: output += tenant.cast.users[Int(record.user)]
        case .name: output += tenant.cast.users[Int(record.user)].prefix { $0 != UInt8(ascii: "@") }
        case .userNumber: output.append(number: 1000 + Int(record.user))
        case .address: output += tenant.cast.addresses[Int(record.address)]
        case .operation: output.append(text: Self.operation(of: record, in: tenant))
        case .type: output.append(text: tenant.type(of: record))
        case .number: output.append(number: Int(record.number))
        case .time: shape.time.append(record.time, isOdd: record.marks.contains(.oddTime), to: &output)
        case .isoTime: RecordTime.iso(digits: 3).append(record.time, isOdd: false, to: &output)
        case .secondsTime: RecordTime.seconds.append(record.time, isOdd: false, to: &output)
        case .available: RecordTime.iso(digits: 3).append(record.available, isOdd: false, to: &output)
        case .outcome(let success, let failure): output += record.succeeded ? success : failure
        }
    }

    /// What was done; a value nobody knows yet for some of the records that have drifted.
    private static func operation(of record: TenantRecord, in tenant: Tenant) -> String {
        record.marks.contains(.drifted) && record.number % 2 == 1
            ? "unknownFutureValue" : tenant.operation(of: record)
    }
}
