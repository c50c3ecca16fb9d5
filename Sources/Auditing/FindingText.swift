import AuditModel
import Reports

/// Packs a row of findings into bytes, to be kept until rows are in order.
enum FindingText {
    static func encode(_ row: FindingsCSV.Row, _ id: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = [UInt8(FindingKind.allCases.firstIndex(of: row.kind) ?? 0)]
        for number in [row.authorityTime, row.siemTime, row.delta, row.gap.map(Int64.init)] {
            bytes.append(number == nil ? 0 : 1)
            bytes += word(number ?? 0)
        }
        bytes += word(Int64(id.count)) + id
        return bytes + Array(row.detail.utf8)
    }

    static func decode(_ bytes: [UInt8]) -> (id: [UInt8], row: FindingsCSV.Row) {
        let numbers = (0..<4).map { index -> Int64? in
            let start = 1 + index * 9
            return bytes[start] == 0 ? nil : number(bytes[(start + 1)..<(start + 9)])
        }
        let count = Int(number(bytes[37..<45]))
        let id = Array(bytes[45..<(45 + count)])
        let row = FindingsCSV.Row(
            FindingKind.allCases[Int(bytes[0])], id: String(decoding: id, as: UTF8.self), authorityTime: numbers[0],
            siemTime: numbers[1], delta: numbers[2], gap: numbers[3].map(Int.init),
            detail: String(decoding: bytes[(45 + count)...], as: UTF8.self))
        return (id, row)
    }

    private static func word(_ number: Int64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: UInt64(bitPattern: number) >> ($0 * 8)) }
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> Int64 {
        Int64(bitPattern: bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
    }
}
