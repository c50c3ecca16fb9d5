import AuditModel
import ByteScan
import Crypto

/// Makes records of what a service lists where those are not records yet.
///
/// Not on the way of ordinary sources: it allocates for each record.
struct RecordTransform {
    private let rule: RecordRule

    /// A transform; nil when the listed elements are the records already.
    init?(_ rule: RecordRule) {
        guard rule.text != nil || rule.split != nil || rule.hashWithout != nil else { return nil }
        self.rule = rule
    }

    /// The records, one behind the other, and where each stands.
    func records(_ bytes: [UInt8], _ ranges: [Range<Int>]) -> (bytes: [UInt8], ranges: [Range<Int>]) {
        var output: [UInt8] = []
        var outputRanges: [Range<Int>] = []
        for range in ranges {
            for record in parts(of: unwrapped(Array(bytes[range]))) {
                let start = output.count
                output += rule.hashWithout.map { hashed(record, without: $0) } ?? record
                outputRanges.append(start..<output.count)
            }
        }
        return (output, outputRanges)
    }

    /// The JSON text a member holds, or the element itself when it holds none.
    private func unwrapped(_ element: [UInt8]) -> [UInt8] {
        guard let name = rule.text, let tree = try? JSONTree(parsing: element), case .string(let text)? = tree[name],
            (try? JSONTree(parsing: text)) != nil
        else { return element }
        return text
    }

    private func parts(of record: [UInt8]) -> [[UInt8]] {
        guard let split = rule.split, record.first == UInt8(ascii: "{") else { return [record] }
        let members = RawMembers(record, 0..<record.count)
        guard let array = members.value(split.at), record[array.lowerBound] == UInt8(ascii: "[") else {
            return [record]
        }
        var head: [UInt8] = [UInt8(ascii: "{")]
        for name in split.keep {
            guard let value = members.value(name) else { continue }
            head += Array(JSONValue.string(name).text().utf8) + [UInt8(ascii: ":")] + record[value]
            head.append(UInt8(ascii: ","))
        }
        head += Array(JSONValue.string(split.at).text().utf8) + [UInt8(ascii: ":")]
        return RawMembers.elements(record, array).map { head + record[$0] + [UInt8(ascii: "}")] }
    }

    /// The record with the SHA-256 of its canonical form as its first member.
    private func hashed(_ record: [UInt8], without names: [String]) -> [UInt8] {
        guard let tree = try? JSONTree(parsing: record), case .object(let members) = tree else { return record }
        let left = names.map { Array($0.utf8) }
        let canonical = JSONTree.object(members.filter { !left.contains($0.name) }).canonicalBytes
        let digest = SHA256.hash(data: canonical).map(Self.hexadecimal).joined()
        let head = Array("{\"\(RecordRule.hashName)\":\"\(digest)\"".utf8)
        guard let brace = record.firstIndex(of: UInt8(ascii: "{")) else { return record }
        return head + (members.isEmpty ? [] : [UInt8(ascii: ",")]) + record[(brace + 1)...]
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
}
