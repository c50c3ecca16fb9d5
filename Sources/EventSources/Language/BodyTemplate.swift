package import AuditModel

/// A request's body with holes.
package indirect enum BodyTemplate: Hashable, Sendable {
    /// Names and values of a form, in order.
    case form([Field])
    case json(Value)

    /// A name and the template of its value; a field whose hole nothing fills is left out.
    package struct Field: Hashable, Sendable {
        package let name: String
        package let value: Template

        /// Describes a field.
        package init(_ name: String, _ value: Template) {
            self.name = name
            self.value = value
        }
    }

    /// A JSON value with holes in its texts.
    ///
    /// A text that is one hole of a number alone becomes a number. Members and elements whose hole nothing fills are left
    /// out.
    package indirect enum Value: Hashable, Sendable {
        case text(Template)
        case fixed(JSONValue)
        case list([Value])
        case object([Member])
    }

    /// One name and value of an object.
    package struct Member: Hashable, Sendable {
        package let name: String
        package let value: Value

        /// Describes a member.
        package init(_ name: String, _ value: Value) {
            self.name = name
            self.value = value
        }
    }
}

extension BodyTemplate.Value {
    /// The value with its holes filled; nil when nothing fills the hole of a text.
    func filled(_ values: TemplateValues) -> JSONValue? {
        switch self {
        case .fixed(let value): return value
        case .list(let elements): return .array(elements.compactMap { $0.filled(values) })
        case .object(let members):
            return .object(
                members.compactMap { member in
                    member.value.filled(values).map { JSONValue.Member(member.name, $0) }
                })
        case .text(let template):
            guard let text = template.text(values) else { return nil }
            guard let hole = template.onlyHole, hole.isNumber, !template.isForcedText else { return .string(text) }
            return Int(text).map { .integer($0) } ?? Double(text).map { .number($0) } ?? .string(text)
        }
    }

    /// The templates in it.
    var templates: [Template] {
        switch self {
        case .text(let template): [template]
        case .fixed: []
        case .list(let elements): elements.flatMap(\.templates)
        case .object(let members): members.flatMap(\.value.templates)
        }
    }
}
