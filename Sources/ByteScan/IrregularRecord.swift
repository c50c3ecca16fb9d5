/// A record that did not become an event key, or a line that is no record.
package struct IrregularRecord: Sendable, Hashable {
    /// What it is.
    package enum Kind: Sendable, Hashable {
        /// A record without a usable id; the reason is one of the words of ``Reason``.
        case unidentified(Reason)
        /// Control information of the format: a message, an end mark, an action line.
        case control
    }

    /// Why a record has no id.
    package enum Reason: String, BitwiseCopyable, Sendable, Hashable {
        case noID = "no-id"
        case notJSON = "not-json"
        case notAnObject = "not-an-object"
        case cut
        case tooLong = "too-long"
    }

    package let kind: Kind
    /// Byte offset in the decompressed file.
    package let offset: Int
    /// Length in bytes.
    package let length: Int
    /// Line feeds before the record within its block.
    package internal(set) var line: Int
}
