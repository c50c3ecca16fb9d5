/// Percent-encoding as signatures want it: everything but RFC 3986's unreserved characters, hexadecimal in capitals.
enum UnreservedText {
    /// Encodes the UTF-8 bytes of a text.
    ///
    /// - Parameter also: further characters that stay as they are, such as the slashes of a path.
    static func encoded(_ text: String, keeping also: Set<UInt8> = []) -> String {
        var output: [UInt8] = []
        output.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            if isUnreserved(byte) || also.contains(byte) {
                output.append(byte)
            } else {
                output += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// Encoded names and values joined as in a query, sorted by their encoded bytes.
    static func sortedQuery(_ pairs: [(name: String, value: String)]) -> String {
        pairs.map { (encoded($0.name), encoded($0.value)) }
            .sorted { Array($0.0.utf8).lexicographicallyPrecedes(Array($1.0.utf8)) || ($0.0 == $1.0 && $0.1 < $1.1) }
            .map { "\($0.0)=\($0.1)" }.joined(separator: "&")
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: [UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~")].contains(byte)
        }
    }

    private static let digits = Array("0123456789ABCDEF".utf8)
}
