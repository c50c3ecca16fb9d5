/// A JSON value whose objects keep the order they were built in, so that the same data gives the same bytes.
package enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case integer(Int)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([Member])

    /// One name and value of an object.
    package struct Member: Hashable, Sendable {
        package let name: String
        package let value: JSONValue

        /// Makes a member.
        package init(_ name: String, _ value: JSONValue) {
            self.name = name
            self.value = value
        }
    }

    /// An instant as an RFC 3339 string, or null.
    package static func instant(_ nanoseconds: Int64?) -> JSONValue {
        nanoseconds.map { .string(InstantText.rfc3339($0)) } ?? .null
    }

    /// A string, or null.
    package static func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

    /// An integer, or null.
    package static func count(_ count: Int?) -> JSONValue { count.map { .integer($0) } ?? .null }
}

extension JSONValue: ExpressibleByDictionaryLiteral {
    /// An object with its members in the order written.
    package init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(elements.map { Member($0.0, $0.1) })
    }
}
