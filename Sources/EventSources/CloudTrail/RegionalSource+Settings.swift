import AuditModel
import Pulling
import Settings
import Transport

extension RegionalSource {
    /// The description of LookupEvents in one region, as the setting `region` says.
    private static func description() throws(SettingsFault) -> SourceDescription {
        let text = String(decoding: PackageResources.cloudtrail_yaml, as: UTF8.self)
        let node = try SettingsNode(parsing: text, file: "cloudtrail.yaml")
        return try SourceDecoder.description(try SettingsMap(node, in: ""), by: .tool, type: "cloudtrail")
    }

    /// Makes the source `cloudtrail`: the settings of the description, `regions` in the place of `region`.
    static func cloudTrail(_ named: NamedSource, _ making: SourceMaking) throws(SettingsFault) -> MadeSource {
        let description = try description()
        let map = try named.map()
        let names = try map.texts("regions") ?? []
        guard !names.isEmpty else {
            throw map.fault(nil, "regions are missing", fix: "write regions: [us-east-1, eu-north-1]")
        }
        if map.has("region") {
            throw map.fault("region", "regions are given as a list", fix: "write regions: [\(names.joined())]")
        }
        var regions: [(name: String, made: MadeSource)] = []
        for name in names {
            let own = try SettingsMap(node(of: named, region: name), in: map.path)
            _ = own.node("type")
            let settings = try SourceSettings(own, for: description)
            regions.append((name, try SourceRegistry.make(description, settings, named.name, making, own)))
        }
        let first = regions[0].made
        let client = ClientRecipe(
            auth: first.client.auth, hosts: Set(regions.flatMap(\.made.client.hosts)).sorted(),
            rate: first.client.rate, throttle: first.client.throttle, errors: first.client.errors)
        let sources = regions.map { (name: $0.name, source: $0.made.source) }
        return MadeSource(source: RegionalSource(sources, traits: first.source.traits), client: client)
    }

    /// The JSON schema of the settings.
    static var schema: JSONValue {
        let names: JSONValue = ["$ref": .string("#/$defs/texts")]
        guard let description = try? description(), case .object(var members) = SourceSchema.ofSettings(description)
        else {
            // The description comes with the tool and is read by a test.
            return ["type": .string("object")]
        }
        for (index, member) in members.enumerated() {
            switch (member.name, member.value) {
            case ("properties", .object(let own)):
                let rest = own.filter { $0.name != "region" }
                members[index] = .init("properties", .object(rest + [.init("regions", names)]))
            case ("required", .array(let required)):
                members[index] = .init(
                    "required", .array(required.map { $0 == .string("region") ? .string("regions") : $0 }))
            default: break
            }
        }
        return .object(members)
    }

    /// The source's settings as they are for one region.
    private static func node(of named: NamedSource, region: String) throws(SettingsFault) -> SettingsNode {
        guard case .map(let entries, let mark) = named.node else { return named.node }
        return .map(
            entries.map { entry in
                guard entry.key == "regions" else { return entry }
                let value = SettingsNode.scalar(region, isPlain: false, entry.value.mark)
                return .init(key: "region", keyMark: entry.keyMark, value: value)
            }, mark)
    }
}
