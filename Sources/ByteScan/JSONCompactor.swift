/// Removes white space between the tokens of JSON text; everything else stays byte for byte.
package enum JSONCompactor {
    /// The text without white space outside strings.
    package static func compacted(_ text: Span<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.count)
        var (isInString, isEscaped) = (false, false)
        for index in text.indices {
            let byte = text[index]
            if isInString {
                output.append(byte)
                if isEscaped {
                    isEscaped = false
                } else if byte == Byte.backslash {
                    isEscaped = true
                } else if byte == Byte.quote {
                    isInString = false
                }
            } else if !Byte.isSpace(byte) {
                output.append(byte)
                isInString = byte == Byte.quote
            }
        }
        return output
    }
}
