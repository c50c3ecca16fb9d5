/// Why bytes are no whole JSON value, and where.
package struct JSONTreeError: Error, Hashable, Sendable {
    /// The kinds of fault.
    package enum Reason: Hashable, Sendable {
        /// The bytes end inside the value.
        case cutShort
        /// A byte that cannot stand there.
        case unexpectedByte
        /// A number the grammar does not allow, such as `01` or `1.`.
        case badNumber
        /// An escape the grammar does not allow.
        case badEscape
        /// More arrays and objects inside each other than the limit.
        case tooDeep(limit: Int)
        /// Something other than white space behind the value.
        case trailingBytes
    }

    package let reason: Reason
    /// Offset of the byte the fault was noticed at, from 0.
    package let offset: Int

    /// Makes an error.
    package init(_ reason: Reason, at offset: Int) {
        self.reason = reason
        self.offset = offset
    }
}
