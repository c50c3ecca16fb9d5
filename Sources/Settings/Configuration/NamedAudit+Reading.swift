import AuditModel

extension NamedAudit {
    /// What an audit's reading needs to know of the rest.
    struct Surroundings {
        let sources: [String]
        let siems: [String]
        /// SIEMs of type `none`.
        let deliveryOnly: [String]
        /// Nanoseconds since the Unix epoch.
        let now: Int64
    }

    /// Reads one member of `audits`; tells of all its mistakes at once.
    init(_ entry: SettingsNode.Entry, in surroundings: Surroundings) throws(SettingsFault) {
        try EntryName.check(entry)
        let map = try SettingsMap(entry.value, in: "audits.\(entry.key)")
        let given = try SettingsMap(entry.value, in: map.path).entries()
            .map { Given(key: $0.key, text: $0.value.flowText, mark: $0.value.mark) }
        self.init(name: entry.key, mark: entry.keyMark, given: given)
        let faults = SettingsFaultList()
        readSides(map, surroundings, faults)
        readWindow(map, faults)
        readComparison(map, faults)
        readRun(map, faults)
        readExceptions(map, surroundings, faults)
        faults.attempt { () throws(SettingsFault) in try map.finish() }
        try faults.finish()
    }

    private mutating func readSides(_ map: SettingsMap, _ surroundings: Surroundings, _ faults: SettingsFaultList) {
        let spec = SpecReading(map: map)
        source =
            faults.attempt { () throws(SettingsFault) in
                try spec.specs("source", among: surroundings.sources)
            } ?? []
        siem = faults.attempt { () throws(SettingsFault) in try spec.specs("siem", among: surroundings.siems) } ?? []
        for name in siem where surroundings.deliveryOnly.contains(name) {
            faults.add(
                map.fault(
                    "siem", "\"\(name)\" can be sent to, not asked", fix: "name a SIEM of another type, or its export"))
        }
        sourceSettings = Self.side("source", map, faults)
        siemSettings = Self.side("siem", map, faults)
    }

    private static func side(_ side: String, _ map: SettingsMap, _ faults: SettingsFaultList) -> SideSettings {
        var settings = SideSettings()
        settings.format = faults.attempt { () throws(SettingsFault) in try map.text(side + "_format") }
        settings.id = faults.attempt { () throws(SettingsFault) in try paths(side + "_id", map) } ?? []
        settings.time = faults.attempt { () throws(SettingsFault) in try map.text(side + "_time") }
        settings.zone = faults.attempt { () throws(SettingsFault) in try map.text(side + "_zone") }
        return settings
    }

    private mutating func readWindow(_ map: SettingsMap, _ faults: SettingsFaultList) {
        from = faults.attempt { () throws(SettingsFault) in try map.instant("from") }
        to = faults.attempt { () throws(SettingsFault) in try map.instant("to") }
        last = faults.attempt { () throws(SettingsFault) in try map.durationText("last") }
        settle = faults.attempt { () throws(SettingsFault) in try map.duration("settle") }
        if last != nil, from != nil || to != nil {
            faults.add(map.fault("last", "last and from or to exclude each other", fix: "give last, or from and to"))
        }
        if last?.nanoseconds == 0 { faults.add(map.fault("last", "this is no time", fix: "write last: 7d")) }
        if let from, let to, from >= to {
            faults.add(map.fault("to", "it is not after from", fix: "the window includes from and excludes to"))
        }
    }

    private mutating func readComparison(_ map: SettingsMap, _ faults: SettingsFaultList) {
        conditions =
            faults.attempt { () throws(SettingsFault) in try FieldCondition.list("where", in: map) } ?? []
        match = faults.attempt { () throws(SettingsFault) in try Self.paths("match", map) } ?? []
        timeTolerance = faults.attempt { () throws(SettingsFault) in try map.duration("time_tolerance") }
        tolerance = faults.attempt { () throws(SettingsFault) in try Self.tolerance(map) }
        expectEmpty = faults.attempt { () throws(SettingsFault) in try map.flag("expect_empty") }
        exitZeroOnGaps = faults.attempt { () throws(SettingsFault) in try map.flag("exit_zero_on_gaps") }
    }

    private mutating func readRun(_ map: SettingsMap, _ faults: SettingsFaultList) {
        pulls = faults.attempt { () throws(SettingsFault) in
            let pulls = try map.integer("pulls")
            guard pulls ?? 1 >= 1 else { throw map.fault("pulls", "at least one is needed", fix: "write pulls: 2") }
            return pulls
        }
        memory = faults.attempt { () throws(SettingsFault) in
            let memory = try map.size("memory")
            guard memory ?? .max >= 64 << 20 else {
                throw map.fault("memory", "this is too little", fix: "write memory: 512MiB, at least 64MiB")
            }
            return memory
        }
        noInputDigest = faults.attempt { () throws(SettingsFault) in try map.flag("no_input_digest") }
        redact = faults.attempt { () throws(SettingsFault) in try map.flag("redact") }
    }

    private mutating func readExceptions(
        _ map: SettingsMap, _ surroundings: Surroundings, _ faults: SettingsFaultList
    ) {
        for item in faults.attempt({ () throws(SettingsFault) in try map.maps("watch") }) ?? [] {
            if let read = faults.attempt({ () throws(SettingsFault) in try Watch(item) }) { watch.append(read) }
        }
        for item in faults.attempt({ () throws(SettingsFault) in try map.maps("accept") }) ?? [] {
            let read = faults.attempt { () throws(SettingsFault) in try Acceptance(item, now: surroundings.now) }
            if let read { accept.append(read) }
        }
    }

    /// Field paths, one an item; a comma is part of a path only inside its quotes.
    private static func paths(_ key: String, _ map: SettingsMap) throws(SettingsFault) -> [String]? {
        let paths = try map.texts(key)
        for path in paths ?? [] where path.isEmpty || path.replacing(/"[^"]*"/, with: "").contains(",") {
            throw map.fault(
                key, "\"\(ShortText.cut(path))\" is not a field path", fix: "write a list: [UserId, Operation]")
        }
        return paths
    }

    private static func tolerance(_ map: SettingsMap) throws(SettingsFault) -> Tolerance? {
        guard let text = try map.text("tolerance") else { return nil }
        if let match = text.wholeMatch(of: /([0-9]{1,18})(ppm)?/), let count = Int(match.1) {
            if match.2 == nil { return .events(count) }
            if count <= 1_000_000 { return .perMillion(count) }
        }
        throw map.fault(
            "tolerance", "\"\(ShortText.cut(text))\" is not a tolerance",
            fix: "give a number of events, or events per million as 20ppm")
    }
}
