package import AuditModel
package import Settings
package import Transport

/// What a user set for one source, read after the source's rules.
package struct SourceSettings: Sendable {
    /// Texts that fill holes, by name, defaults and the cloud's values among them.
    package private(set) var texts: [String: String] = [:]
    package private(set) var lists: [String: [String]] = [:]
    /// Credentials that are set, by the names of their settings.
    package private(set) var secrets: [String: SecretReference] = [:]
    /// The user's own limit; nil for the description's.
    package private(set) var limits: RateLimit?
    package private(set) var pageSize: Int?
    /// How far back the service serves this user, nanoseconds; nil for what the description says.
    package private(set) var oldest: Int64?

    /// Reads a source's keys; `type` may be among them.
    ///
    /// - Throws: ``SettingsFault`` for a key that is unknown, missing or of another form.
    package init(_ map: SettingsMap, for description: SourceDescription) throws(SettingsFault) {
        _ = map.node("type")
        for rule in description.settings { try read(rule, map) }
        for name in ["base_url", "login_url"] where texts[name] == nil { texts[name] = try map.text(name) }
        let cloud = try Self.cloud(map, description)
        limits = try SourceDecoder.limits(map.map("limits"), usual: description.limits)
        pageSize = try map.integer("page_size")
        oldest = try map.duration("oldest")
        if let pageSize, pageSize < 1 { throw map.fault("page_size", "at least 1 is wanted", fix: nil) }
        try map.finish()
        try checkCredentials(map, description.auth)
        let usual = description.settings.flatMap { rule in rule.usual.prefix(1).map { (rule, $0) } }
            .filter { $0.0.form == .text || $0.0.form == .integer }
            .map { BodyTemplate.Field($0.0.name, $0.1) }
        fill((cloud?.values ?? []) + description.values + usual)
    }

    /// The texts that a description written by the user gives itself.
    init(of description: SourceDescription) { fill(description.values) }

    /// Names and texts, lists included, sorted by name.
    var record: JSONValue {
        let single = texts.mapValues { JSONValue.string($0) }
        let several = lists.mapValues { JSONValue.array($0.map { .string($0) }) }
        let all = single.merging(several) { own, _ in own }
        return .object(all.sorted { $0.key < $1.key }.map { JSONValue.Member($0.key, $0.value) })
    }

    private mutating func read(_ rule: SettingRule, _ map: SettingsMap) throws(SettingsFault) {
        switch rule.form {
        case .text: texts[rule.name] = try map.text(rule.name)
        case .integer: texts[rule.name] = try map.integer(rule.name).map { String($0) }
        case .list: lists[rule.name] = try map.texts(rule.name) ?? rule.usual.map(\.text)
        case .secret: secrets[rule.name] = try map.secret(rule.name)
        case .certificate:
            if let inner = try map.map(rule.name) {
                guard let file = try inner.text("file") else {
                    throw inner.fault("file", "the certificate's file is missing", fix: "write file: app.pem")
                }
                secrets[rule.name] = .file(file)
                secrets[rule.name + ".key"] = try inner.secret("key") ?? .file(file)
                try inner.finish()
            }
        }
        if rule.isRequired, texts[rule.name] == nil, secrets[rule.name] == nil, lists[rule.name] == nil {
            throw map.fault(nil, "\(rule.name) is missing: \(rule.about)", fix: "add \(rule.name)")
        }
        for value in [texts[rule.name]].compactMap({ $0 }) + (lists[rule.name] ?? []) {
            guard rule.choices.isEmpty || rule.choices.contains(value) else {
                throw map.fault(
                    rule.name, "\"\(value)\" is not one of \(rule.choices.joined(separator: " "))", fix: nil)
            }
        }
    }

    private static func cloud(
        _ map: SettingsMap, _ description: SourceDescription
    ) throws(SettingsFault) -> SourceDescription.Cloud? {
        guard !description.clouds.isEmpty else { return nil }
        guard let name = try map.text("cloud") else { return description.clouds.first }
        if let cloud = description.clouds.first(where: { $0.name == name }) { return cloud }
        let names = description.clouds.map(\.name).joined(separator: " ")
        throw map.fault("cloud", "\"\(name)\" is not one of \(names)", fix: nil)
    }

    /// Each part of the credentials must be there, in one of the ways the description allows.
    private func checkCredentials(_ map: SettingsMap, _ rules: [AuthRule]) throws(SettingsFault) {
        for rule in rules where !isSet(rule) {
            var alternatives = [rule]
            if case .firstOf(let several) = rule { alternatives = several }
            let names = alternatives.map { alternative in
                alternative.secrets.compactMap { use in
                    if case .setting(let name, _) = use { String(name.prefix { $0 != "." }) } else { nil }
                }.joined(separator: " and ")
            }
            throw map.fault(
                nil, "\(names.joined(separator: " or ")) is missing", fix: "add \(names.first ?? ""): {env: NAME}")
        }
    }

    /// Whether the credentials of a rule are set.
    func isSet(_ rule: AuthRule) -> Bool {
        if case .firstOf(let rules) = rule { return rules.contains { isSet($0) } }
        return rule.secrets.allSatisfy { use in
            switch use {
            case .reference: true
            case .setting(let name, _): secrets[name] != nil
            }
        }
    }

    /// Gives names their texts where the user gave none; later ones may name earlier and later ones.
    private mutating func fill(_ fields: [BodyTemplate.Field]) {
        var open = fields
        while true {
            var left: [BodyTemplate.Field] = []
            for field in open where texts[field.name] == nil {
                var values = TemplateValues()
                values.settings = texts
                if let text = field.value.text(values) { texts[field.name] = text } else { left.append(field) }
            }
            guard left.count < open.count else { return }
            open = left
        }
    }
}
