/// Records as lines: white space between tokens left out, one line feed behind.
enum CompactLine {
    private static let quote = UInt8(ascii: "\"")
    private static let backslash = UInt8(ascii: "\\")
    private static let lineFeed = UInt8(ascii: "\n")

    /// Adds one record.
    ///
    /// Everything but white space between tokens stays byte for byte, with one exception: a line feed that stands raw in a
    /// string, which JSON does not allow and which would end the line, becomes its escape.
    ///
    /// - Parameters:
    ///   - bytes: holds the record, one whole JSON value, in `range`.
    ///   - lines: where the line goes.
    static func append(_ bytes: [UInt8], _ range: Range<Int>, to lines: inout [UInt8]) {
        var (index, start, isInString) = (range.lowerBound, range.lowerBound, false)
        while index < range.upperBound {
            let byte = bytes[index]
            if isInString {
                if byte == backslash {
                    index += 1
                } else if byte == quote {
                    isInString = false
                } else if byte == lineFeed {
                    lines += bytes[start..<index]
                    lines += [backslash, UInt8(ascii: "n")]
                    start = index + 1
                }
            } else if byte == quote {
                isInString = true
            } else if byte <= 0x20 {
                lines += bytes[start..<index]
                start = index + 1
            }
            index += 1
        }
        lines += bytes[start..<range.upperBound]
        lines.append(lineFeed)
    }
}
