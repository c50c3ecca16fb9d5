import AuditModel
import Recordings
package import Settings
import Transport

/// Reads the language in which sources are described.
package struct SourceDecoder {
    /// Who wrote the description.
    package enum Author: Sendable {
        /// It comes with the tool: credentials are named settings, which it declares.
        case tool
        /// It stands in a configuration file: credentials are references.
        case user
    }

    /// The keys of a description that a user writes.
    static let userKeys = [
        "base_url", "login_url", "values", "auth", "steps", "window", "fan_out", "paging", "records", "id", "time",
        "available", "scope", "order", "throttle", "errors", "limits", "parallel", "result_cap", "repeatable",
    ]

    let author: Author
    /// Names that templates may use as settings.
    let names: Set<String>
    /// Names of declared credentials.
    let secrets: Set<String>

    /// Reads a description.
    ///
    /// - Parameter type: the type a user's source has; a description of the tool states its own.
    /// - Throws: ``SettingsFault`` with line and column.
    package static func description(
        _ map: SettingsMap, by author: Author, type: String = "rest"
    ) throws(SettingsFault) -> SourceDescription {
        let ownType = try map.text("type") ?? type
        let rules = author == .tool ? try settings(map) : []
        let decoder = SourceDecoder(author: author, names: try names(map, rules, author), secrets: secretNames(rules))
        guard let stepMap = try map.map("steps") else {
            throw map.fault("steps", "steps are missing", fix: "write steps: {list: {path: /…}}")
        }
        var description = SourceDescription(type: ownType, list: RequestStep(target: .path(Template(literal: ""))))
        description.settings = rules
        description.steps = try decoder.steps(stepMap)
        if author == .tool {
            description.title = try map.text("title") ?? ""
            description.clouds = try decoder.clouds(map)
        }
        description.values = try decoder.values(map)
        try decoder.readRest(of: map, into: &description)
        try map.finish()
        return description
    }

    /// A client-side limit; nil when there is no mapping.
    static func limits(_ map: SettingsMap?, usual: RateLimit) throws(SettingsFault) -> RateLimit? {
        guard let map else { return nil }
        var limits = usual
        if let requests = try map.integer("requests") { limits.requests = requests }
        if let period = try map.duration("per") { limits.perSeconds = Double(period) / 1_000_000_000 }
        if let inFlight = try map.integer("in_flight") { limits.inFlight = inFlight }
        guard limits.requests ?? 1 > 0, limits.perSeconds > 0, limits.inFlight > 0 else {
            throw map.fault(nil, "limits are at least 1", fix: "write {requests: 2000, per: 1m, in_flight: 16}")
        }
        try map.finish()
        return limits
    }

    // MARK: What templates may name

    private static func names(
        _ map: SettingsMap, _ rules: [SettingRule], _ author: Author
    ) throws(SettingsFault) -> Set<String> {
        var names = Set(rules.map(\.name)).union(["base_url", "login_url"])
        for (_, values) in author == .tool ? try map.namedMaps("clouds") ?? [] : [] {
            names.formUnion(values.entries().map(\.key))
        }
        names.formUnion(try map.map("values")?.entries().map(\.key) ?? [])
        return names
    }

    private static func secretNames(_ rules: [SettingRule]) -> Set<String> {
        var names: Set<String> = []
        for rule in rules where rule.form == .secret || rule.form == .certificate {
            names.insert(rule.name)
            if rule.form == .certificate { names.insert(rule.name + ".key") }
        }
        return names
    }

    // MARK: The parts

    private static func settings(_ map: SettingsMap) throws(SettingsFault) -> [SettingRule] {
        var rules: [SettingRule] = []
        for (name, map) in try map.namedMaps("settings") ?? [] {
            var rule = SettingRule(name)
            rule.form = try map.choice("form", SettingRule.Form.self) ?? .text
            rule.isRequired = try map.flag("required") ?? false
            rule.choices = try map.texts("choices") ?? []
            rule.about = try map.text("about") ?? ""
            for text in try map.texts("default") ?? [] {
                do throws(TemplateError) {
                    rule.usual.append(try Template(parsing: text))
                } catch {
                    throw map.fault("default", error.what, fix: nil)
                }
            }
            try map.finish()
            rules.append(rule)
        }
        return rules
    }

    private func clouds(_ map: SettingsMap) throws(SettingsFault) -> [SourceDescription.Cloud] {
        var clouds: [SourceDescription.Cloud] = []
        for (name, map) in try map.namedMaps("clouds") ?? [] {
            clouds.append(.init(name: name, values: try fields(of: map)))
        }
        return clouds
    }

    private func values(_ map: SettingsMap) throws(SettingsFault) -> [BodyTemplate.Field] {
        var values = try map.map("values").map { map throws(SettingsFault) in try fields(of: map) } ?? []
        for name in ["base_url", "login_url"] {
            if let template = try template(map, name) { values.append(.init(name, template)) }
        }
        return values
    }

    private func readRest(of map: SettingsMap, into description: inout SourceDescription) throws(SettingsFault) {
        description.auth = try auth(map.maps("auth") ?? [])
        if let window = try map.map("window") { description.window = try self.window(window) }
        try readFanOut(map, into: &description)
        if let paging = try map.map("paging") { description.paging = try self.paging(paging) }
        description.records = try records(map, hasItems: description.steps.item != nil)
        description.order = try map.choice("order", SourceDescription.Order.self) ?? .none
        if let throttle = try map.map("throttle") { description.throttle = try self.throttle(throttle) }
        if let errors = try map.map("errors") { description.errors = try self.errors(errors) }
        description.limits = try Self.limits(map.map("limits"), usual: description.limits) ?? description.limits
        description.parallel = max(try map.integer("parallel") ?? description.limits.inFlight, 1)
        description.resultCap = try map.integer("result_cap")
        description.isRepeatable = try map.flag("repeatable") ?? true
    }

    private func window(_ map: SettingsMap) throws(SettingsFault) -> WindowRule {
        var rule = WindowRule()
        if let axis = try map.choice("axis", WindowAxis.self) {
            rule.axis = axis == .event ? .event : .availability
        }
        rule.from = try map.choice("from", WindowRule.Bound.self) ?? rule.from
        rule.to = try map.choice("to", WindowRule.Bound.self) ?? rule.to
        rule.longest = try map.duration("longest") ?? rule.longest
        rule.shortest = try map.duration("shortest") ?? rule.shortest
        rule.oldest = try map.duration("oldest")
        rule.youngest = try map.duration("youngest") ?? 0
        rule.margin = try map.duration("margin") ?? 0
        rule.settle = try map.duration("settle") ?? rule.settle
        guard rule.shortest > 0, rule.longest >= rule.shortest else {
            throw map.fault("longest", "it is shorter than the shortest", fix: nil)
        }
        try map.finish()
        return rule
    }

    private func readFanOut(_ map: SettingsMap, into description: inout SourceDescription) throws(SettingsFault) {
        guard let map = try map.map("fan_out") else { return }
        guard let name = try map.text("name") else { throw map.fault("name", "it is missing", fix: "write name: app") }
        var values: [FanOutValue] = []
        if case .list(let nodes, _)? = map.node("values") {
            for node in nodes {
                if case .scalar(let text, _, _) = node {
                    values.append(FanOutValue(text))
                } else {
                    let value = try SettingsMap(node, in: map.path + ".values")
                    values.append(
                        FanOutValue(
                            try required("value", value), query: try value.text("query"),
                            oldest: try value.duration("oldest")))
                    try value.finish()
                }
            }
        }
        description.fanOutSetting = author == .tool ? try map.text("setting") : nil
        description.fanOut = FanOut(name: name, values: values, field: try path(map, "field"))
        guard !values.isEmpty || description.fanOutSetting != nil else {
            throw map.fault("values", "no values are given", fix: "write values: [A, B]")
        }
        try map.finish()
    }

    /// What a window's times bound, as it is written.
    private enum WindowAxis: String, CaseIterable { case event, availability, persistence }
}
