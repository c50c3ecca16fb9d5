import AuditModel
import ByteScan
import ExportReaders
import Reports

/// Replaces the names in one file's records by tokens.
///
/// What is kept is what an audit is about: id, time, operation, type, application, result and scope where the file's preset
/// has them, times in any field, numbers, and the names of fields, but for names that are addresses. Every other text becomes
/// a token, since a user, an address or an object may stand in any of them.
struct RecordRedaction {
    /// Preset columns whose values stay.
    static let keptColumns: [PresetColumn] = [.operation, .type, .app, .result, .scope, .region]
    /// Longer texts are no times.
    private static let longestTime = 40

    private let pseudonyms: Pseudonyms
    private let kept: [FieldPath]
    private let ids: [FieldPath]
    private let times = TimestampReader(zone: .utc)

    init(_ pseudonyms: Pseudonyms, _ examined: ExaminedFile) {
        self.pseudonyms = pseudonyms
        let columns = examined.choice.preset?.columns ?? [:]
        let fields = examined.choice.ids.map(\.field) + examined.choice.spareIDs
        // An id of several fields may hold a user's name.
        let single = fields.filter { $0.parts.count == 1 }.flatMap(\.parts).map(\.path)
        ids = single.flatMap { [$0, Self.inside($0)] }
        kept = ids + Self.keptColumns.flatMap { columns[$0] ?? [] }.flatMap { [$0, Self.inside($0)] }
    }

    /// A record as it stands in the lists, and its id; both as they may be shown.
    func shown(id: [UInt8], line: [UInt8]) -> (id: [UInt8], line: [UInt8]) {
        guard let tree = try? JSONTree(parsing: line) else {
            // Nothing is known about what is no JSON.
            return (token(id), JSONTree.string(token(line)).compactBytes)
        }
        let isField = ids.contains { tree.scalar(at: $0) == id }
        let values = Set(kept.compactMap { tree.scalar(at: $0) })
        return (isField ? id : token(id), redacted(tree, values).compactBytes)
    }

    private func redacted(_ tree: JSONTree, _ kept: Set<[UInt8]>) -> JSONTree {
        switch tree {
        case .null, .bool, .number: tree
        case .string(let bytes): text(bytes, kept)
        case .array(let elements): .array(elements.map { redacted($0, kept) })
        case .object(let members):
            .object(members.map { JSONTree.Member(name: name($0.name), value: redacted($0.value, kept)) })
        }
    }

    /// A map may be keyed by mail or network addresses.
    private func name(_ bytes: [UInt8]) -> [UInt8] {
        let isNetwork = bytes.contains { $0 == 0x2E || $0 == 0x3A } && bytes.allSatisfy(Self.isOfAddress)
        return isNetwork || bytes.contains(UInt8(ascii: "@")) && bytes.first != UInt8(ascii: "@") ? token(bytes) : bytes
    }

    /// Hexadecimal digits, points and colons.
    private static func isOfAddress(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x2E, 0x30...0x3A, 0x41...0x46, 0x61...0x66: true
        default: false
        }
    }

    private func text(_ bytes: [UInt8], _ kept: Set<[UInt8]>) -> JSONTree {
        if bytes.isEmpty || kept.contains(bytes) { return .string(bytes) }
        // A number alone may as well be a telephone's.
        if bytes.count <= Self.longestTime, bytes.contains(UInt8(ascii: ":")), times.read(bytes.span) != nil {
            return .string(bytes)
        }
        if bytes.first == UInt8(ascii: "{") || bytes.first == UInt8(ascii: "["), let inner = JSONTree.held(in: bytes) {
            return .string(redacted(inner, kept).compactBytes)
        }
        return .string(token(bytes))
    }

    private func token(_ bytes: [UInt8]) -> [UInt8] { bytes.isEmpty ? [] : Array(pseudonyms.token(for: bytes).utf8) }

    /// The path within the JSON text that a column holds, which is what the lists give of such a row.
    static func inside(_ path: FieldPath) -> FieldPath {
        guard let text = path.steps.lastIndex(of: .text) else { return path }
        return FieldPath(Array(path.steps[(text + 1)...]))
    }
}
