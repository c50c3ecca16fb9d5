import AuditModel
import Reports

/// Packs a row of findings into bytes, to be kept until rows are in order: without its gap, but with the number that a
/// missing event has among all of them.
enum FindingText {
    /// Bytes before the id: kind, four numbers each with a mark of its presence, length of the id.
    private static let head = 1 + 4 * 9 + 8

    /// How many bytes the packed row takes.
    static func length(_ row: FindingsCSV.Row, _ id: [UInt8]) -> Int { head + id.count + row.detail.utf8.count }

    /// Adds the packed row at the end.
    static func append(_ row: FindingsCSV.Row, _ id: [UInt8], _ missing: Int?, to bytes: inout [UInt8]) {
        bytes.append(UInt8(FindingKind.allCases.firstIndex(of: row.kind) ?? 0))
        append(row.authorityTime, to: &bytes)
        append(row.siemTime, to: &bytes)
        append(row.delta, to: &bytes)
        append(missing.map(Int64.init), to: &bytes)
        append(UInt64(id.count), to: &bytes)
        bytes += id
        bytes += row.detail.utf8
    }

    /// The row that the bytes hold, its id's own bytes, and the number of a missing event.
    static func decode(_ bytes: [UInt8]) -> (id: [UInt8], row: FindingsCSV.Row, missing: Int?) {
        func number(_ index: Int) -> Int64? {
            let start = 1 + index * 9
            return bytes[start] == 0 ? nil : Int64(bitPattern: word(bytes, start + 1))
        }
        let end = head + Int(word(bytes, head - 8))
        let id = Array(bytes[head..<end])
        let row = FindingsCSV.Row(
            FindingKind.allCases[Int(bytes[0])], id: String(decoding: id, as: UTF8.self), authorityTime: number(0),
            siemTime: number(1), delta: number(2), detail: String(decoding: bytes[end...], as: UTF8.self))
        return (id, row, number(3).map(Int.init))
    }

    private static func append(_ number: Int64?, to bytes: inout [UInt8]) {
        bytes.append(number == nil ? 0 : 1)
        append(UInt64(bitPattern: number ?? 0), to: &bytes)
    }

    private static func append(_ word: UInt64, to bytes: inout [UInt8]) {
        for shift in stride(from: UInt64(0), to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: word >> shift)) }
    }

    private static func word(_ bytes: [UInt8], _ start: Int) -> UInt64 {
        (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[start + $1]) << UInt64($1 * 8) }
    }
}
