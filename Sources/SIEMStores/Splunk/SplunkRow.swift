import AuditModel
import ByteScan
import Recordings

/// Makes records of rows.
struct SplunkRow: Sendable {
    let query: SplunkQuery

    /// JSON text that Splunk looks into only so far when it looks for a field, bytes (`extraction_cutoff`, limits.conf).
    private static let extractedBytes = 5_000

    /// What is kept of a row when only ids, times and lengths were asked for.
    func event(_ row: JSONTree) -> StoredEvent {
        var event = StoredEvent()
        let text = { (name: String) in Self.text(row["siemgap_" + name]) }
        event.time = text("time").map(Self.trimmed)
        event.ingested = text("indexed")
        event.length = text("length").flatMap { Int($0) }
        event.text = row["siemgap_text"]?.scalarBytes
        let (head, tail) = (text("head"), text("tail"))
        event.isCut = head == "{" && tail != "}"
        event.id = id(row, isDoubtful: event.isCut || head != "{" || event.length ?? 0 > Self.extractedBytes)
        let names = [("index", "index"), ("sourcetype", "sourcetype"), ("cd", "siemgap_cd"), ("bucket", "siemgap_bkt")]
        event.place = names.compactMap { name, field in
            Self.text(row[field]).map { JSONValue.Member(name, .string($0)) }
        }
        return event
    }

    /// The row as it came, its time in seconds since the Unix epoch, without the fields that were only asked for here.
    func whole(_ row: JSONTree) -> [UInt8] {
        let time = Self.text(row["siemgap_time"]).map(Self.trimmed)
        let members = (row.members ?? []).filter { !$0.name.starts(with: Array("siemgap_".utf8)) }
        return JSONTree.object(
            members.map { member in
                guard let time, member.name == Array("_time".utf8) else { return member }
                return .init(name: member.name, value: .string(Array(time.utf8)))
            }
        ).compactBytes
    }

    /// The parts of the id, all or none; text that is cut or long is searched for the names of the parts.
    private func id(_ row: JSONTree, isDoubtful: Bool) -> [String] {
        let setup = query.setup
        let count = max(setup.ids.count, 1)
        let found = isDoubtful ? query.cutKeys.indices.map { Self.text(row["siemgap_found_\($0 + 1)"]) } : []
        var parts: [String] = []
        for part in 0..<count {
            let plain = Self.text(row["siemgap_id_\(part + 1)"]).flatMap { $0.hasPrefix("{\"") ? nil : $0 }
            let fallback = setup.ids.isEmpty ? found.lazy.compactMap(\.self).first : found.dropFirst(part).first ?? nil
            guard let text = plain ?? fallback else { return [] }
            parts.append(text)
        }
        return parts
    }

    /// A value, the first one of several: a field that is extracted twice has its value twice.
    static func text(_ value: JSONTree?) -> String? {
        let single = value?.elements?.first ?? value
        return single?.scalarBytes.map { String(decoding: $0, as: UTF8.self) }.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// A number of seconds without the decimals that come from printing it, three at a time.
    private static func trimmed(_ text: String) -> String {
        guard text.utf8.allSatisfy({ $0 &- 0x30 < 10 || $0 == UInt8(ascii: ".") }), text.contains(".") else {
            return text
        }
        var text = text[...]
        while text.hasSuffix("000") { text = text.dropLast(3) }
        return String(text.hasSuffix(".") ? text.dropLast() : text)
    }
}
