/// A whole JSON value held in memory: for samples, small metadata files and the comparison of repeats, never for a
/// record of the hot path.
///
/// Numbers keep the text they were written with. Strings hold the decoded bytes: mostly UTF-8, but raw control bytes
/// and bytes that are not UTF-8 pass as they are, and a lone surrogate becomes the three bytes its code point would
/// have. Objects keep their members in order, repeated names included.
package indirect enum JSONTree: Hashable, Sendable {
    case null
    case bool(Bool)
    case number([UInt8])
    case string([UInt8])
    case array([JSONTree])
    case object([Member])

    /// One name and value of an object.
    package struct Member: Hashable, Sendable {
        /// The decoded bytes of the name.
        package let name: [UInt8]
        package let value: JSONTree

        /// Makes a member.
        package init(name: [UInt8], value: JSONTree) {
            self.name = name
            self.value = value
        }
    }

    /// The most arrays and objects that may lie inside each other unless a caller says otherwise.
    package static let usualDepthLimit = 512

    /// Parses one value that fills `bytes`, white space around it aside, as RFC 8259 has it.
    ///
    /// - Throws: ``JSONTreeError`` with the byte offset of the first fault.
    package init(parsing bytes: [UInt8], depthLimit: Int = usualDepthLimit) throws(JSONTreeError) {
        var parser = JSONTreeParser(bytes: bytes, depthLimit: depthLimit)
        self = try parser.wholeValue()
    }

    /// Parses one value that fills the span; copies the bytes.
    package init(parsing span: Span<UInt8>, depthLimit: Int = usualDepthLimit) throws(JSONTreeError) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(span.count)
        for index in span.indices { bytes.append(span[index]) }
        try self.init(parsing: bytes, depthLimit: depthLimit)
    }

    /// Parses the value that begins at or, behind white space, after `start`, and says where it ends.
    ///
    /// - Returns: the value and the offset of the first byte behind it; nil when only white space is left.
    package static func next(
        in bytes: [UInt8], from start: Int, depthLimit: Int = usualDepthLimit
    ) throws(JSONTreeError) -> (value: JSONTree, end: Int)? {
        var parser = JSONTreeParser(bytes: bytes, at: start, depthLimit: depthLimit)
        guard parser.skipsWhiteSpace() else { return nil }
        let value = try parser.value()
        return (value, parser.position)
    }

    /// The first member of that name; nil when there is none or this is no object.
    package subscript(name: String) -> JSONTree? { member(Array(name.utf8)) }

    /// The first member of that name, given as bytes; nil when there is none or this is no object.
    package func member(_ name: [UInt8]) -> JSONTree? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    /// The bytes of a string, a number's text, `true` or `false`; nil for the rest.
    package var scalarBytes: [UInt8]? {
        switch self {
        case .string(let bytes), .number(let bytes): bytes
        case .bool(let value): Array((value ? "true" : "false").utf8)
        case .null, .array, .object: nil
        }
    }

    /// A string's text, with bytes that are no UTF-8 replaced; nil for anything but a string.
    package var text: String? {
        guard case .string(let bytes) = self else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The elements of an array; nil for anything else.
    package var elements: [JSONTree]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    /// The members of an object; nil for anything else.
    package var members: [Member]? {
        guard case .object(let members) = self else { return nil }
        return members
    }
}
