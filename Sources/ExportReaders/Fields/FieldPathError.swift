/// Why a text is no field path, and where.
package struct FieldPathError: Error, Hashable, Sendable {
    /// The kinds of fault.
    package enum Reason: Hashable, Sendable {
        /// Nothing where a key is needed.
        case missingKey
        /// A quote that is never closed.
        case openQuote
        /// Something other than `.` or `:` behind a quoted key.
        case textBehindQuote
        /// An index larger than any array.
        case hugeIndex
    }

    package let reason: Reason
    /// The whole text.
    package let text: String
    /// Offset in bytes of its UTF-8 form, from 0.
    package let offset: Int
}

extension FieldPathError: CustomStringConvertible {
    /// What is wrong and where, in one line.
    package var description: String {
        let fault =
            switch reason {
            case .missingKey: "a key is missing"
            case .openQuote: "the quote is not closed"
            case .textBehindQuote: "only . or : may follow a quoted key"
            case .hugeIndex: "the index is too large"
            }
        return "\(fault) at character \(offset + 1) of the path \(text)"
    }
}
