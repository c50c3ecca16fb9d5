/// Bytes as hexadecimal digits.
enum Hexadecimal {
    /// Two lower-case digits a byte.
    static func text(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// 16 bytes in the form of a GUID, with hyphens.
    static func guid(_ bytes: [UInt8]) -> String {
        let digits = text(bytes)
        var output = ""
        for (index, digit) in digits.enumerated() {
            if [8, 12, 16, 20].contains(index) { output += "-" }
            output.append(digit)
        }
        return output
    }
}
