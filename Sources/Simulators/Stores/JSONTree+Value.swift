import AuditModel
import ByteScan

extension JSONTree {
    /// The same as a value that answers are made of; numbers that are no whole ones lose what a `Double` cannot hold.
    var value: JSONValue {
        switch self {
        case .null: .null
        case .bool(let value): .bool(value)
        case .number(let bytes):
            Int(String(decoding: bytes, as: UTF8.self)).map { .integer($0) }
                ?? .number(Double(String(decoding: bytes, as: UTF8.self)) ?? 0)
        case .string(let bytes): .string(String(decoding: bytes, as: UTF8.self))
        case .array(let elements): .array(elements.map(\.value))
        case .object(let members):
            .object(members.map { .init(String(decoding: $0.name, as: UTF8.self), $0.value.value) })
        }
    }
}
