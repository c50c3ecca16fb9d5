package import Settings

extension Scenario {
    /// Reads a scenario file (`contract.md` §8 is its example).
    ///
    /// Unknown keys, names of faults and sources that do not exist, and shares outside 0 to 1 are refused with line and
    /// column. What `tenant`, `delay` and `siem` leave out has its usual value; without `seed` it is 1.
    ///
    /// - Parameter name: the scenario's name unless the file has one.
    package init(node: SettingsNode, name: String) throws(SettingsFault) {
        let map = try SettingsMap(node, in: "")
        guard try map.integer("schema") == 1 else {
            throw map.fault("schema", "only schema 1 is known", fix: "begin with schema: 1")
        }
        guard let tenant = try map.map("tenant") else {
            throw map.fault("tenant", "a scenario needs a tenant", fix: "add tenant: {source: o365-management, …}")
        }
        let seed = try map.integer("seed") ?? 1
        var api: [APIFault] = []
        for fault in try map.maps("api") ?? [] { api.append(try APIFault(fault)) }
        var collector: [CollectorPlan] = []
        for defect in try map.maps("collector") ?? [] { collector.append(try CollectorPlan(defect)) }
        self.init(
            name: try map.text("name") ?? name, seed: UInt64(bitPattern: Int64(seed)), tenant: try TenantPlan(tenant),
            api: api, collector: collector,
            siem: try map.map("siem").map(SIEMPlan.init(map:)) ?? SIEMPlan(kind: "elasticsearch"),
            settle: try map.duration("settle"), asked: try map.texts("asked"))
        try map.finish()
    }
}

extension TenantPlan {
    /// Nanoseconds.
    private static let day: Int64 = 86_400_000_000_000

    fileprivate init(_ map: SettingsMap) throws(SettingsFault) {
        let known = ServiceCatalogue.entries.map(\.source)
        let named = try map.texts("source") ?? []
        let sources = named == ["all"] ? known : named
        guard !sources.isEmpty else {
            throw map.fault("source", "a tenant needs a source", fix: "write source: o365-management, or source: all")
        }
        for source in sources where !known.contains(source) {
            throw map.fault(
                "source", "no simulator plays \"\(source)\"", fix: "use one of: \(known.joined(separator: " "))")
        }
        let days = try map.integer("days")
        let length = try map.offset("length") ?? Int64(days ?? 1) &* Self.day
        guard length > 0, (1...36_500).contains(days ?? 1) else {
            throw map.fault("days", "a tenant's log lasts at least a day", fix: "write days: 7")
        }
        let events = try map.integer("events") ?? 10_000
        guard (0...100_000_000).contains(events) else {
            throw map.fault("events", "events are between 0 and 100,000,000", fix: "write events: 20000")
        }
        self.init(
            sources: sources, from: try Start(map), length: length, events: events, types: try EventType.list(map),
            delay: try map.map("delay").map(DelayPlan.init(map:)) ?? DelayPlan(law: .none), now: try map.offset("now"),
            roles: try map.texts("roles"),
            habits: try map.map("habits").map(EventHabits.init(map:)) ?? EventHabits())
        try map.finish()
    }
}

extension EventHabits {
    fileprivate init(map: SettingsMap) throws(SettingsFault) {
        let long = try map.map("long")
        self.init(
            batch: try map.duration("batch"), bursts: try map.share("bursts") ?? 0,
            longShare: try long?.share("share") ?? 0, longest: try long?.integer("most") ?? 65_536,
            multiline: try map.share("multiline") ?? 0)
        guard batch.map({ $0 > 0 }) ?? true, (256...16_777_216).contains(longest) else {
            throw map.fault(
                "long", "a long text has 256 to 16,777,216 bytes", fix: "write long: {share: 0.1, most: 65536}")
        }
        try long?.finish()
        try map.finish()
    }
}

extension TenantPlan.Start {
    /// `from`: an instant, or how long before now as a negative span; without it nine days.
    fileprivate init(_ map: SettingsMap) throws(SettingsFault) {
        guard let text = try map.text("from") else {
            self = .before(9 * 86_400_000_000_000)
            return
        }
        if let span = OffsetText.nanoseconds(text), span < 0 {
            self = .before(-span)
            return
        }
        self = .at(try map.instant("from") ?? 0)
    }
}

extension TenantPlan.EventType {
    /// `types`: names with a share, or with a mapping of share and delay.
    fileprivate static func list(_ map: SettingsMap) throws(SettingsFault) -> [Self] {
        guard let types = try map.map("types") else { return [] }
        var list: [Self] = []
        for entry in types.entries() {
            guard case .map = entry.value else {
                list.append(Self(entry.key, share: try types.share(entry.key) ?? 0))
                continue
            }
            let details = try SettingsMap(entry.value, in: "\(types.path).\(entry.key)")
            list.append(
                Self(
                    entry.key, share: try details.share("share") ?? 0,
                    delay: try details.map("delay").map(DelayPlan.init(map:))))
            try details.finish()
        }
        guard list.count <= 256, list.contains(where: { $0.share > 0 }) else {
            throw map.fault(
                "types", "1 to 256 types are possible, one of them with a share", fix: "write {Exchange: 1}")
        }
        return list
    }
}

extension DelayPlan {
    fileprivate init(map: SettingsMap) throws(SettingsFault) {
        let late = try map.map("late")
        self.init(
            law: try map.choice("law", Law.self) ?? .lognormal, median: try map.duration("median") ?? 0,
            sigma: try map.number("sigma") ?? 1, lateShare: try late?.share("share") ?? 0,
            lateBy: try late?.duration("by") ?? 0)
        guard sigma >= 0, sigma <= 10 else {
            throw map.fault("sigma", "sigma is between 0 and 10", fix: "write sigma: 1")
        }
        try late?.finish()
        try map.finish()
    }
}

extension APIFault {
    fileprivate init(_ map: SettingsMap) throws(SettingsFault) {
        guard let fault = try map.choice("fault", FaultCode.self) else {
            throw map.fault("fault", "a fault needs its number", fix: "write fault: F12")
        }
        let times = try map.text("times")
        guard times == nil || times == "always" || times.flatMap({ Int($0) }).map({ $0 > 0 }) == true else {
            throw map.fault("times", "a number or always is wanted", fix: "write times: 1, or times: always")
        }
        self.init(
            fault, scope: try map.text("scope"), from: try map.offset("from"), to: try map.offset("to"),
            share: try map.share("share") ?? 1, times: times == "always" ? nil : times.flatMap { Int($0) } ?? 1,
            form: try map.text("form"), by: try map.offset("by"), size: try map.integer("size"))
        try map.finish()
    }
}

/// In which order a service answers, as scenarios name it.
private enum AnswerOrder: String, CaseIterable {
    case oldestFirst = "oldest-first"
    case newestFirst = "newest-first"
}

extension CollectorPlan {
    fileprivate init(_ map: SettingsMap) throws(SettingsFault) {
        guard let defect = try map.text("defect") else {
            throw map.fault("defect", "a defect needs its number", fix: "write defect: S1")
        }
        self.init(defect: defect)
        every = try map.duration("every")
        delay = try map.duration("delay")
        lookback = try map.duration("lookback")
        from = try map.offset("from")
        to = try map.offset("to")
        share = try map.share("share")
        scope = try map.text("scope")
        size = try map.integer("size")
        span = try map.duration("span")
        period = try map.duration("period")
        isNewestFirst = try map.choice("order", AnswerOrder.self) == .newestFirst
        try map.finish()
    }
}

extension SIEMPlan {
    fileprivate init(map: SettingsMap) throws(SettingsFault) {
        guard let kind = try map.text("kind") else {
            throw map.fault("kind", "a store needs a kind", fix: "write kind: elasticsearch")
        }
        self.init(
            kind: kind, zone: try map.text("zone") ?? "UTC", precision: try map.text("precision") ?? "ms",
            faults: try map.texts("faults") ?? [])
        try map.finish()
    }
}

extension SettingsMap {
    /// Nanoseconds of a span such as `1d2h` or `-10m`.
    fileprivate func offset(_ key: String) throws(SettingsFault) -> Int64? {
        guard let text = try text(key) else { return nil }
        guard let nanoseconds = OffsetText.nanoseconds(text) else {
            throw fault(key, "a span of time is wanted, not \"\(text.prefix(40))\"", fix: "write \(key): 1d2h")
        }
        return nanoseconds
    }

    fileprivate func number(_ key: String) throws(SettingsFault) -> Double? {
        guard let text = try text(key) else { return nil }
        guard let number = Double(text), number.isFinite else {
            throw fault(key, "a number is wanted, not \"\(text.prefix(40))\"", fix: "write \(key): 0.5")
        }
        return number
    }

    fileprivate func share(_ key: String) throws(SettingsFault) -> Double? {
        guard let number = try number(key) else { return nil }
        guard (0...1).contains(number) else {
            throw fault(key, "a share is between 0 and 1", fix: "write \(key): 0.5")
        }
        return number
    }
}
