import AuditModel
import ByteScan
import Crypto
import Pulling

/// The id under which an event is stored, the same each time it is sent, so that the target refuses it the second time.
///
/// It is what the configured paths hold in the event's record, joined by `|`, where all of them are there; else the
/// event's own id. An id of more than 512 bytes, which the products refuse, is replaced by the hexadecimal SHA-256 of its
/// bytes. Target: "Bulk API" of the Elasticsearch reference.
struct DocumentID: Sendable {
    private let paths: [[PathStep]]

    private static let mostBytes = 512

    /// Takes paths in the event's record; none: the event's own id.
    init(paths: [String]) { self.paths = paths.map(RecordPath.steps) }

    /// The id of an event.
    func text(of event: DeliveryEvent) -> String {
        let id = parts(of: event)?.joined(separator: "|") ?? event.id
        guard id.utf8.count > Self.mostBytes else { return id }
        return SHA256.hash(data: Array(id.utf8)).map { byte in
            (byte < 0x10 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }

    private func parts(of event: DeliveryEvent) -> [String]? {
        guard !paths.isEmpty, let record = try? JSONTree(parsing: event.record) else { return nil }
        let parts = paths.compactMap { record.scalar(at: $0) }
        return parts.count == paths.count ? parts : nil
    }
}
