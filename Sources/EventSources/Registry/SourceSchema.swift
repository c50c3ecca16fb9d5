import AuditModel

/// JSON schemas (draft 2020-12) of what sources take in a configuration file.
enum SourceSchema {
    /// The settings of a built-in source.
    static func ofSettings(_ description: SourceDescription) -> JSONValue {
        var members = description.settings.map { JSONValue.Member($0.name, value($0)) }
        if !description.clouds.isEmpty {
            members.append(.init("cloud", ["enum": .array(description.clouds.map { .string($0.name) })]))
        }
        for name in ["base_url", "login_url"] where !members.contains(where: { $0.name == name }) {
            members.append(.init(name, ["type": .string("string")]))
        }
        members += common
        return closed(members, required: description.settings.filter(\.isRequired).map(\.name))
    }

    /// The language of sources that the user describes; what is inside its parts is checked when the file is read.
    static var ofLanguage: JSONValue {
        let object: JSONValue = ["type": .string("object")]
        let list: JSONValue = ["type": .string("array")]
        let text: JSONValue = ["type": .string("string")]
        let forms: [String: JSONValue] = [
            "base_url": text, "login_url": text, "auth": list, "available": text, "scope": text,
            "order": ["enum": .array(SourceDescription.Order.allCases.map { .string($0.rawValue) })],
            "repeatable": ["type": .string("boolean")], "parallel": ["type": .string("integer")],
            "result_cap": ["type": .string("integer")], "id": .bool(true), "limits": limits,
        ]
        let members = SourceDecoder.userKeys.map { JSONValue.Member($0, forms[$0] ?? object) }
        return closed(members, required: ["base_url", "steps", "id", "time"])
    }

    private static let common: [JSONValue.Member] = [
        .init("limits", limits), .init("page_size", ["type": .string("integer"), "minimum": .integer(1)]),
        .init("oldest", ["$ref": .string("#/$defs/duration")]),
    ]

    private static let limits = closed([
        .init("requests", ["type": .string("integer"), "minimum": .integer(1)]),
        .init("per", ["$ref": .string("#/$defs/duration")]),
        .init("in_flight", ["type": .string("integer"), "minimum": .integer(1)]),
    ])

    private static func value(_ rule: SettingRule) -> JSONValue {
        var members: [JSONValue.Member]
        switch rule.form {
        case .text: members = [.init("type", .string("string"))]
        case .integer: members = [.init("type", .string("integer"))]
        case .list: members = [.init("$ref", .string("#/$defs/texts"))]
        case .secret: members = [.init("$ref", .string("#/$defs/secret"))]
        case .certificate:
            let secret: JSONValue = ["$ref": .string("#/$defs/secret")]
            let inner = [JSONValue.Member("file", ["type": .string("string")]), .init("key", secret)]
            guard case .object(let own) = closed(inner, required: ["file"]) else { return .null }
            members = own
        }
        if !rule.choices.isEmpty, rule.form == .text {
            members.append(.init("enum", .array(rule.choices.map { .string($0) })))
        }
        if !rule.about.isEmpty { members.append(.init("description", .string(rule.about))) }
        return .object(members)
    }

    private static func closed(_ members: [JSONValue.Member], required: [String] = []) -> JSONValue {
        var schema = [
            JSONValue.Member("type", .string("object")), .init("properties", .object(members)),
        ]
        if !required.isEmpty { schema.append(.init("required", .array(required.map { .string($0) }))) }
        schema.append(.init("additionalProperties", .bool(false)))
        return .object(schema)
    }
}
