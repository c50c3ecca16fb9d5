import AuditModel
import ByteScan

/// What an answer says about the page of its listing that follows: an address, or a bare token.
struct NextPage: Hashable {
    /// The address without what only tells its pages apart; nil for a bare token.
    let listing: String?
    private let words: [Substring]

    /// Parts of parameter names that tell pages apart.
    private static let pageNames = ["skip", "token", "cursor", "page", "after", "offset"]

    /// - Parameter text: as the answer names it.
    init(_ text: String) {
        let decoded = Self.decoded(text)
        let parts = decoded.split(separator: "?", maxSplits: 1)
        words = decoded.split { " ()&=?',".contains($0) }
        guard parts.count == 2, decoded.contains("://") else {
            listing = nil
            return
        }
        let kept = parts[1].split(separator: "&").filter { parameter in
            let name = parameter.prefix { $0 != "=" }.lowercased()
            return !Self.pageNames.contains { name.contains($0) }
        }
        listing = parts[0] + "?" + kept.sorted().joined(separator: "&")
    }

    /// The bounds that an OData filter in the address sets for a field, nanoseconds since the Unix epoch; nil where it
    /// sets none, or offers a choice.
    func bounds(of field: String) -> (from: Int64?, to: Int64?) {
        var bounds: (from: Int64?, to: Int64?) = (nil, nil)
        guard !words.contains("or") else { return bounds }
        for index in words.indices.dropLast(2) where words[index] == field[...] {
            guard let time = TimestampReader(zone: .utc).read(Array(words[index + 2].utf8).span) else { continue }
            switch words[index + 1] {
            case "ge", "gt": bounds.from = time.nanoseconds
            case "le", "lt": bounds.to = time.nanoseconds
            default: continue
            }
        }
        return bounds
    }

    private static func decoded(_ text: String) -> String {
        var (bytes, rest) = ([UInt8](), Array(text.utf8)[...])
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) {
                bytes.append(code)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
