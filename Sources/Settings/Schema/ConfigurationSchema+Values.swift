package import AuditModel

extension ConfigurationSchema {
    /// `90s`, `15m`, `2h`, `7d`.
    package static let duration = reference("duration")
    /// `512MiB`.
    package static let size = reference("size")
    /// RFC 3339 with an offset, or a date.
    package static let instant = reference("instant")
    /// A reference to a credential.
    package static let secret = reference("secret")
    /// A text, or a list of texts.
    package static let texts = reference("texts")

    /// A value of one JSON type, with the words an editor shows.
    package static func described(_ type: String, _ words: String) -> JSONValue {
        ["type": .string(type), "description": .string(words)]
    }

    /// A mapping that takes these members only.
    package static func closed(_ members: [JSONValue.Member], required: [String] = []) -> JSONValue {
        var schema: [JSONValue.Member] = [
            .init("type", .string("object")), .init("properties", .object(members)),
        ]
        if !required.isEmpty { schema.append(.init("required", .array(required.map { .string($0) }))) }
        schema.append(.init("additionalProperties", .bool(false)))
        return .object(schema)
    }

    /// A list of values of one kind.
    static func list(_ items: JSONValue) -> JSONValue { ["type": .string("array"), "items": items] }

    /// A value defined elsewhere in the schema.
    static func reference(_ definition: String) -> JSONValue { ["$ref": .string("#/$defs/\(definition)")] }

    /// What several places of the file hold.
    static var values: [JSONValue.Member] {
        let digits = "^[0-9]{1,18}"
        let text: JSONValue = ["type": .string("string")]
        let references = [
            closed([.init("env", pattern("^[A-Za-z_][A-Za-z0-9_]*$", "Name of an environment variable."))]),
            closed([.init("file", described("string", "Path of a file."))]),
            closed([.init("command", list(text))]),
        ]
        let columns: [JSONValue] = FieldCondition.columns.map { .string($0) }
        return [
            .init("duration", pattern(digits + "[smhd]$", "90s, 15m, 2h or 7d")),
            .init("size", pattern(digits + "([KMGT]i)?B$", "512MiB; 1 KiB is 1,024 bytes")),
            .init(
                "instant",
                pattern(
                    "^[0-9]{4}-[0-9]{2}-[0-9]{2}([Tt ].*([Zz]|[+-][0-9]{2}:[0-9]{2}))?$",
                    "2026-11-14T02:00:00Z, or a date, which means its midnight in UTC")),
            .init("secret", ["oneOf": .array(references)]), .init("texts", ["anyOf": .array([text, list(text)])]),
            .init(
                "where",
                [
                    "type": .string("object"), "minProperties": .integer(1),
                    "propertyNames": [
                        "anyOf": .array([["enum": .array(columns)], pattern(#"^[^|]+\|[^|]+$"#, "A|B")])
                    ],
                    "additionalProperties": ["type": .array(["string", "number", "boolean"].map { .string($0) })],
                ]),
        ]
    }

    /// A text of a form, with the words an editor shows.
    static func pattern(_ pattern: String, _ words: String) -> JSONValue {
        ["type": .string("string"), "pattern": .string(pattern), "description": .string(words)]
    }
}
