import AuditModel
import ByteScan
import FileAccess

/// The bytes of an answer as values one can look for records in.
struct AnswerBody {
    /// Bytes a packed body may unpack to.
    static let mostBytes = 1 << 30

    /// JSON text, or JSON records one behind the other.
    let bytes: [UInt8]
    /// Whether the body holds nothing but white space.
    var isBlank: Bool { bytes.allSatisfy { $0 <= 0x20 } }

    /// Unpacks a body; nil when it is packed and damaged, or a CSV that is cut.
    init?(_ body: [UInt8], form: RecordRule.Form) {
        var plain = body
        if GzipBytes.isGzip(body) {
            guard let unpacked = GzipBytes.unpacked(body, atMost: Self.mostBytes) else { return nil }
            plain = unpacked
        }
        if plain.starts(with: [0xEF, 0xBB, 0xBF]) { plain.removeFirst(3) }
        if form == .csv {
            guard let records = Self.records(ofCSV: plain) else { return nil }
            plain = records
        }
        bytes = plain
    }

    /// Rows as JSON objects of texts, one a line; names that occur again get `#2`, `#3`.
    private static func records(ofCSV bytes: [UInt8]) -> [UInt8]? {
        var (output, names, start): ([UInt8], [String], Int) = ([], [], 0)
        for end in rowEnds(bytes) {
            let row = Array(bytes[start..<end])
            start = end
            let cells = CSVRow.texts(row.span, separator: UInt8(ascii: ","))
            if row.allSatisfy({ $0 <= 0x20 }) { continue }
            if names.isEmpty {
                names = Self.names(cells)
                continue
            }
            guard cells.count == names.count else { return nil }
            let members = zip(names, cells).map { name, cell in
                JSONValue.Member(name, .string(String(decoding: cell, as: UTF8.self)))
            }
            output += Array(JSONValue.object(members).text().utf8) + [0x0A]
        }
        return bytes.count { $0 == UInt8(ascii: "\"") }.isMultiple(of: 2) ? output : nil
    }

    /// Offsets behind the rows.
    private static func rowEnds(_ bytes: [UInt8]) -> [Int] {
        var (ends, isQuoted): ([Int], Bool) = ([], false)
        for (index, byte) in bytes.enumerated() {
            if byte == UInt8(ascii: "\"") {
                isQuoted.toggle()
            } else if byte == 0x0A && !isQuoted {
                ends.append(index + 1)
            }
        }
        if ends.last ?? 0 < bytes.count { ends.append(bytes.count) }
        return ends
    }

    private static func names(_ cells: [[UInt8]]) -> [String] {
        var counts: [String: Int] = [:]
        return cells.map { cell in
            let name = String(decoding: cell, as: UTF8.self)
            counts[name, default: 0] += 1
            return counts[name] == 1 ? name : "\(name)#\(counts[name] ?? 1)"
        }
    }
}
