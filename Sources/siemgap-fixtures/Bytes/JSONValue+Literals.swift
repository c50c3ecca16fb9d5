package import AuditModel

// Literals keep the records of this module readable: they look like the JSON that they become.

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByStringInterpolation {
    /// A string.
    package init(stringLiteral value: String) { self = .string(value) }
}

extension JSONValue: ExpressibleByIntegerLiteral {
    /// An integer.
    package init(integerLiteral value: Int) { self = .integer(value) }
}

extension JSONValue: ExpressibleByBooleanLiteral {
    /// True or false.
    package init(booleanLiteral value: Bool) { self = .bool(value) }
}

extension JSONValue: ExpressibleByNilLiteral {
    /// Null.
    package init(nilLiteral: ()) { self = .null }
}

extension JSONValue: ExpressibleByArrayLiteral {
    /// An array.
    package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
}

extension JSONValue {
    /// An object with the members of both, this one's first; other values are left out.
    func merging(_ other: JSONValue) -> JSONValue { .object(members + other.members) }

    /// The object's members, or none.
    var members: [Member] {
        if case .object(let members) = self { return members }
        return []
    }

    /// The object without the named members.
    func without(_ names: Set<String>) -> JSONValue { .object(members.filter { !names.contains($0.name) }) }
}
