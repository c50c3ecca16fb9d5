package import AuditModel

/// The JSON Schema (draft 2020-12) of the configuration file.
package enum ConfigurationSchema {
    /// The schema as JSON text with a line feed at its end.
    ///
    /// - Parameters:
    ///   - sources: source types and the schema of such a mapping each, `type` left out; none accepts any type.
    ///   - siems: SIEM types likewise, `type` and `deliver` left out; `file` and `none` are known already.
    ///   - deliveries: ways to send events likewise, `type` left out.
    package static func text(
        sources: [String: JSONValue], siems: [String: JSONValue], deliveries: [String: JSONValue] = [:]
    ) -> String {
        let own: [String: JSONValue] = ["file": fileSIEM, "none": noSIEM]
        let known = siems.merging(own) { _, mine in mine }
        let schema: JSONValue = [
            "$schema": .string("https://json-schema.org/draft/2020-12/schema"),
            "title": .string("siemgap configuration"), "type": .string("object"),
            "properties": .object(topLevel.map { JSONValue.Member($0.name, $0.value) }),
            "required": .array([.string("schema")]), "additionalProperties": .bool(false),
            "$defs": .object(
                values + [
                    .init("source", typed(sources, isClosed: !sources.isEmpty, common: [])),
                    .init(
                        "siem",
                        typed(known, isClosed: !siems.isEmpty, common: [.init("deliver", reference("delivery"))])),
                    .init("delivery", delivery(deliveries)),
                    .init("audit", audit), .init("watch", watch), .init("accept", acceptance),
                ]),
        ]
        return schema.text(pretty: true) + "\n"
    }

    private static var topLevel: [JSONValue.Member] {
        [
            .init("schema", ["const": .integer(1)]),
            .init("state", described("string", "Folder of ledger, archive and recordings.")),
            .init("network", network), .init("recordings", recordings), .init("sources", named("source")),
            .init("siems", named("siem")), .init("audits", named("audit")),
        ]
    }

    private static var network: JSONValue {
        closed([
            .init("proxy", described("string", "URL of the proxy, without credentials.")),
            .init("ca", closed([.init("file", texts)])), .init("connect", duration), .init("head", duration),
            .init("idle", duration), .init("total", duration), .init("largest", size),
        ])
    }

    private static var recordings: JSONValue { closed([.init("keep", duration), .init("most", size)]) }

    private static var fileSIEM: JSONValue { closed([.init("path", texts)], required: ["path"]) }

    private static var noSIEM: JSONValue { closed([], required: ["deliver"]) }

    /// A mapping of names to values of one definition.
    private static func named(_ definition: String) -> JSONValue {
        [
            "type": .string("object"),
            "propertyNames": ["pattern": .string("^[A-Za-z0-9_][A-Za-z0-9_-]{0,63}$")],
            "additionalProperties": reference(definition),
        ]
    }

    /// How events are sent; kinds whose settings are not known here take any.
    private static func delivery(_ known: [String: JSONValue]) -> JSONValue {
        let kinds = NamedSIEM.DeliveryKind.allCases.map { JSONValue.string($0.rawValue) }
        let type = JSONValue.Member("type", ["enum": .array(kinds)])
        let cases = known.sorted { $0.key < $1.key }.map { name, fragment -> JSONValue in
            ["if": ["properties": ["type": ["const": .string(name)]]], "then": adding([type], to: fragment)]
        }
        let members: [JSONValue.Member] = [
            .init("type", .string("object")), .init("properties", .object([type])),
            .init("required", .array([.string("type")])),
        ]
        // The draft takes no empty list of conditions.
        return .object(members + (cases.isEmpty ? [] : [.init("allOf", .array(cases))]))
    }

    /// A mapping whose `type` decides what else it holds.
    ///
    /// - Parameters:
    ///   - types: the schema of each type, without `type` and the common keys.
    ///   - isClosed: whether there are no further types.
    ///   - common: keys that every type has.
    private static func typed(
        _ types: [String: JSONValue], isClosed: Bool, common: [JSONValue.Member]
    ) -> JSONValue {
        let sorted = types.sorted { $0.key < $1.key }
        let names: JSONValue = ["enum": .array(sorted.map { .string($0.key) })]
        let everywhere = [JSONValue.Member("type", isClosed ? names : ["type": .string("string")])] + common
        let cases = sorted.map { name, fragment -> JSONValue in
            ["if": ["properties": ["type": ["const": .string(name)]]], "then": adding(everywhere, to: fragment)]
        }
        let members: [JSONValue.Member] = [
            .init("type", .string("object")), .init("properties", .object(everywhere)),
            .init("required", .array([.string("type")])),
        ]
        // The draft takes no empty list of conditions.
        return .object(members + (cases.isEmpty ? [] : [.init("allOf", .array(cases))]))
    }

    /// A type's own schema with the keys every type has among its properties; those are checked beside it.
    private static func adding(_ everywhere: [JSONValue.Member], to fragment: JSONValue) -> JSONValue {
        guard case .object(let members) = fragment else { return fragment }
        let allowed = everywhere.map { JSONValue.Member($0.name, .bool(true)) }
        return .object(
            members.map { member in
                guard member.name == "properties", case .object(let own) = member.value else { return member }
                return .init(member.name, .object(allowed + own))
            })
    }
}
