package import AuditModel
package import ByteScan

extension JSONValue {
    /// The same value; bytes that are no UTF-8 are replaced, and a number with a fraction becomes a `Double`.
    package init(_ tree: JSONTree) {
        switch tree {
        case .null: self = .null
        case .bool(let value): self = .bool(value)
        case .string(let bytes): self = .string(String(decoding: bytes, as: UTF8.self))
        case .number(let token):
            let text = String(decoding: token, as: UTF8.self)
            self = Int(text).map { .integer($0) } ?? .number(Double(text) ?? 0)
        case .array(let elements): self = .array(elements.map { JSONValue($0) })
        case .object(let members):
            self = .object(members.map { Member(String(decoding: $0.name, as: UTF8.self), JSONValue($0.value)) })
        }
    }
}
