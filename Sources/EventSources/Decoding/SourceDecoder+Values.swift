import AuditModel
import Settings

extension SourceDecoder {
    /// The text of a key that must be there.
    func required(_ key: String, _ map: SettingsMap) throws(SettingsFault) -> String {
        guard let text = try map.text(key) else { throw map.fault(nil, "\(key) is missing", fix: "add \(key)") }
        return text
    }

    /// The template of a key; nil when absent.
    func template(_ map: SettingsMap, _ key: String) throws(SettingsFault) -> Template? {
        guard let text = try map.text(key) else { return nil }
        return try template(text) { what in map.fault(key, what, fix: "see the placeholders in the reference") }
    }

    /// The template of a key that must be there.
    func requiredTemplate(_ map: SettingsMap, _ key: String) throws(SettingsFault) -> Template {
        guard let template = try template(map, key) else {
            throw map.fault(nil, "\(key) is missing", fix: "add \(key)")
        }
        return template
    }

    /// The path of a key; nil when absent.
    func path(_ map: SettingsMap, _ key: String) throws(SettingsFault) -> ResponsePath? {
        guard let text = try map.text(key) else { return nil }
        guard let path = ResponsePath(text) else {
            throw map.fault(key, "\"\(text)\" is no path", fix: "write keys parted by dots")
        }
        return path
    }

    /// The path of a key that must be there.
    func requiredPath(_ map: SettingsMap, _ key: String) throws(SettingsFault) -> ResponsePath {
        guard let path = try path(map, key) else { throw map.fault(nil, "\(key) is missing", fix: "add \(key)") }
        return path
    }

    /// Names and templates of a mapping, in order; a list of values repeats its name.
    func fields(of map: SettingsMap) throws(SettingsFault) -> [BodyTemplate.Field] {
        var fields: [BodyTemplate.Field] = []
        for entry in map.entries() {
            for text in try map.texts(entry.key) ?? [] {
                let template = try template(text) { what in map.fault(entry.key, what, fix: nil) }
                fields.append(.init(entry.key, template))
            }
        }
        return fields
    }

    /// The fields of a mapping below a key; none when absent.
    func fields(_ map: SettingsMap, _ key: String) throws(SettingsFault) -> [BodyTemplate.Field] {
        guard let map = try map.map(key) else { return [] }
        return try fields(of: map)
    }

    /// A JSON body as it is written in YAML.
    func body(_ node: SettingsNode, _ map: SettingsMap, _ key: String) throws(SettingsFault) -> BodyTemplate.Value {
        switch node {
        case .list(let nodes, _):
            var elements: [BodyTemplate.Value] = []
            for node in nodes { elements.append(try body(node, map, key)) }
            return .list(elements)
        case .map(let entries, _):
            var members: [BodyTemplate.Member] = []
            for entry in entries { members.append(.init(entry.key, try body(entry.value, map, key))) }
            return .object(members)
        case .scalar(let text, let isPlain, _):
            if isPlain, let fixed = Self.plain(text) { return .fixed(fixed) }
            return .text(try template(text) { what in map.fault(key, what, fix: nil) })
        }
    }

    /// What an unquoted value looks like.
    private static func plain(_ text: String) -> JSONValue? {
        switch text {
        case "", "null", "~": .null
        case "true": .bool(true)
        case "false": .bool(false)
        default:
            Int(text).map { .integer($0) } ?? (text.contains(".") ? Double(text).map { .number($0) } : nil)
        }
    }

    func template(_ text: String, _ fault: (String) -> SettingsFault) throws(SettingsFault) -> Template {
        let template: Template
        do throws(TemplateError) {
            template = try Template(parsing: text)
        } catch {
            throw fault(error.what)
        }
        for hole in template.holes {
            switch hole {
            case .setting(let name) where !names.contains(name): throw fault("nothing is called {setting:\(name)}")
            case .credential(let name, _) where !secrets.contains(name): throw fault("no credential is called \(name)")
            case .setting, .credential, .from, .to, .pageSize, .scope, .tenant, .token, .created, .item: break
            }
        }
        return template
    }
}
