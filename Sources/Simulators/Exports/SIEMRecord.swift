import AuditModel

/// What an export shows of one document.
struct SIEMRecord {
    /// Counted from 0 in the order of the export.
    let position: Int
    let id: String?
    /// The event time the SIEM shows, nanoseconds since the Unix epoch, UTC.
    let time: Int64
    /// When the SIEM took it, nanoseconds since the Unix epoch, UTC.
    let received: Int64
    let type: String
    let operation: String
    let user: String
    let address: String
    let succeeded: Bool
    fileprivate let maker: SIEMRecordMaker
    fileprivate let document: StoredDocument

    /// The event that was sent to the SIEM; nil for one that a collector brought.
    var delivered: DeliveredDocument? { document.delivered }

    /// The event as it came, which may end early; made anew each time.
    var raw: String { document.delivered?.text ?? maker.text(maker.tenant.records[document.index], document) }

    /// The event with the SIEM's time in it, which may end early; made anew each time.
    var restamped: String {
        if let delivered = document.delivered { return delivered.text }
        var record = maker.tenant.records[document.index]
        record.time = EventTime.floor(document.time, maker.tenant.shape.unit(of: record))
        return maker.text(record, document)
    }
}

/// Makes an export's records from a tenant's log.
struct SIEMRecordMaker {
    let tenant: Tenant

    func record(_ document: StoredDocument, position: Int) -> SIEMRecord {
        if let delivered = document.delivered {
            return SIEMRecord(
                position: position, id: delivered.eventID, time: document.time, received: document.received,
                type: delivered.field("type") ?? "", operation: "", user: "", address: "", succeeded: true,
                maker: self, document: document)
        }
        let record = tenant.records[document.index]
        return SIEMRecord(
            position: position, id: id(document), time: document.time, received: document.received,
            type: tenant.type(of: record), operation: tenant.operation(of: record),
            user: String(decoding: tenant.cast.users[Int(record.user)], as: UTF8.self),
            address: String(decoding: tenant.cast.addresses[Int(record.address)], as: UTF8.self),
            succeeded: record.succeeded, maker: self, document: document)
    }

    /// The id as the SIEM has it; nil when it has none.
    func id(_ document: StoredDocument) -> String? {
        if let delivered = document.delivered { return delivered.eventID }
        let record = tenant.records[document.index]
        guard !record.marks.contains(.idless) else { return nil }
        let own = tenant.id(of: record)
        switch document.idForm {
        case .own: return own
        case .upperCase: return own.uppercased()
        case .braced: return "{" + own.uppercased() + "}"
        case .none: return nil
        case .part(let number):
            guard GUIDForm.digits(own) != nil else { return own + "-\(number)" }
            let bits = tenant.bits(of: record.number)
            let salt = UInt64(number)
            var bytes: [UInt8] = []
            bytes.appendGUID((SeededGenerator.mix(bits.0 ^ salt), SeededGenerator.mix(bits.1 ^ salt)))
            return String(decoding: bytes, as: UTF8.self)
        }
    }

    /// A document's text ends at a whole character.
    func keptText(_ text: String, of document: StoredDocument) -> String {
        guard let limit = document.keptBytes, text.utf8.count > limit else { return text }
        var end = text.utf8.index(text.startIndex, offsetBy: limit)
        while end.samePosition(in: text.unicodeScalars) == nil { end = text.utf8.index(before: end) }
        return String(text[..<end])
    }

    fileprivate func text(_ record: TenantRecord, _ document: StoredDocument) -> String {
        var record = record
        if document.idForm == .none { record.marks.insert(.idless) }
        var text = String(decoding: tenant.body(of: record), as: UTF8.self)
        if document.idForm != .own, let id = id(document) {
            text = replacing(tenant.id(of: record), by: id, in: text)
        }
        return keptText(text, of: document)
    }

    /// Writes another id where the record has its own as a whole string.
    private func replacing(_ own: String, by id: String, in text: String) -> String {
        let (bytes, wanted) = (Array(text.utf8), Array("\"\(own)\"".utf8))
        let places = bytes.indices.dropLast(max(0, wanted.count - 1))
        guard let place = places.first(where: { bytes[$0...].starts(with: wanted) }) else { return text }
        return String(decoding: bytes[..<place], as: UTF8.self) + "\"\(id)\""
            + String(decoding: bytes[(place + wanted.count)...], as: UTF8.self)
    }
}

/// GUIDs as ids are compared: 32 hexadecimal digits, with or without dashes and braces.
enum GUIDForm {
    /// The digits in lower case; nil for a text that is no GUID.
    static func digits(_ text: String) -> String? {
        let digits = text.utf8.filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "{") && $0 != UInt8(ascii: "}") }
        let lower = String(decoding: digits, as: UTF8.self).lowercased()
        return lower.utf8.count == 32 && lower.utf8.allSatisfy(isHexadecimal) ? lower : nil
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
    }
}
