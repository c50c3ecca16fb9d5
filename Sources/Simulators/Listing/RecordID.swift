/// How a service makes the ids of its records.
package enum RecordID: Hashable, Sendable {
    /// A lower-case GUID.
    case guid
    /// A whole number from `base` on, negative where the record is marked so (F19).
    case integer(base: Int)
    /// A prefix and so many hexadecimal digits, at most 32.
    case hexadecimal(prefix: String, digits: Int)
    /// The service gives none; what stands for it in the truth is the event's number.
    case none

    /// The id of an event before the first, where ids follow each other; no record of a tenant has it.
    var beforeFirst: String? {
        guard case .integer(let base) = self else { return nil }
        return String(base - 1)
    }

    /// Appends the id of a record, without quotes.
    func append(_ record: TenantRecord, in tenant: Tenant, to output: inout [UInt8]) {
        switch self {
        case .guid: output.appendGUID(tenant.bits(of: record.number))
        case .integer(let base):
            let value = base + Int(record.number)
            output.append(number: record.marks.contains(.negativeID) ? -value : value)
        case .hexadecimal(let prefix, let digits):
            let bits = tenant.bits(of: record.number)
            output.append(text: prefix)
            output.append(hex: bits.0, digits: min(digits, 16))
            if digits > 16 { output.append(hex: bits.1, digits: digits - 16) }
        case .none: output.append(number: Int(record.number))
        }
    }
}
