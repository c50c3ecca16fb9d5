import AuditModel
import Settings

extension SourceDecoder {
    /// Reads how pages follow each other.
    func paging(_ map: SettingsMap) throws(SettingsFault) -> PagingRule {
        var rule = PagingRule()
        rule.style = try map.choice("style", PagingRule.Style.self) ?? .none
        rule.read = try map.text("read")
        rule.write = try write(map)
        rule.join = try map.text("join")
        rule.isJSON = try map.flag("json") ?? false
        rule.isAlone = try map.flag("alone") ?? false
        rule.form = try map.choice("form", TimeForm.self)
        rule.start = try map.integer("start") ?? (rule.style == .pageNumber ? 1 : 0)
        rule.stops = try stops(map) ?? PagingRule.usualStops(of: rule.style)
        rule.hasMore = try path(map, "has_more")
        rule.ended = try path(map, "end_of_stream")
        rule.total = try path(map, "total")
        rule.wait = try path(map, "wait")
        rule.mostPages = try map.integer("most_pages") ?? rule.mostPages
        rule.pageSizes = try pageSizes(map)
        try check(rule, map)
        try map.finish()
        return rule
    }

    private func check(_ rule: PagingRule, _ map: SettingsMap) throws(SettingsFault) {
        switch rule.style {
        case .bodyURL, .headerURL, .bodyToken, .headerToken:
            guard let read = rule.read else {
                throw map.fault(nil, "read is missing", fix: "say where the next page stands")
            }
            if [.bodyURL, .bodyToken].contains(rule.style), ResponsePath(read) == nil {
                throw map.fault("read", "\"\(read)\" is no path", fix: nil)
            }
        case .none, .linkHeader, .pageNumber, .offset, .lastTime, .lastID, .serverHeld: break
        }
        switch rule.style {
        case .pageNumber, .offset, .lastTime, .lastID:
            guard rule.write != nil else { throw map.fault(nil, "write is missing", fix: "write: query.KEY") }
        case .none, .bodyURL, .linkHeader, .headerURL, .bodyToken, .headerToken, .serverHeld: break
        }
        guard rule.mostPages > 0 else { throw map.fault("most_pages", "at least 1 is wanted", fix: nil) }
    }

    private func write(_ map: SettingsMap) throws(SettingsFault) -> PagingRule.Write? {
        guard let text = try map.text("write") else { return nil }
        let parts = text.split(separator: ".", maxSplits: 1).map { String($0) }
        guard parts.count == 2 else {
            throw map.fault("write", "\"\(text)\" names no place", fix: "write query.KEY, header.NAME or body.MEMBER")
        }
        switch parts[0] {
        case "query": return .query(parts[1])
        case "header": return .header(parts[1])
        case "body": return .body(parts[1].split(separator: ".").map { String($0) })
        default:
            throw map.fault("write", "\"\(text)\" names no place", fix: "write query.KEY, header.NAME or body.MEMBER")
        }
    }

    private func stops(_ map: SettingsMap) throws(SettingsFault) -> Set<PagingRule.Stop>? {
        guard let texts = try map.texts("stop") else { return nil }
        var stops: Set<PagingRule.Stop> = []
        for text in texts {
            guard let stop = PagingRule.Stop(rawValue: text) else {
                let known = PagingRule.Stop.allCases.map(\.rawValue).joined(separator: " ")
                throw map.fault("stop", "\"\(text)\" is not one of \(known)", fix: nil)
            }
            stops.insert(stop)
        }
        return stops
    }

    private func pageSizes(_ map: SettingsMap) throws(SettingsFault) -> [Int] {
        let texts = try map.texts("page_size") ?? ["100"]
        let sizes = texts.compactMap { Int($0) }.filter { $0 > 0 }
        guard sizes.count == texts.count, !sizes.isEmpty else {
            throw map.fault(
                "page_size", "a number of records is wanted, or a list of them", fix: "write page_size: 100")
        }
        return sizes
    }

    /// Reads where records are and what is in them.
    func records(_ map: SettingsMap, hasItems: Bool) throws(SettingsFault) -> RecordRule {
        var rule = RecordRule()
        if let map = try map.map("records") {
            rule.form = try map.choice("form", RecordRule.Form.self) ?? .json
            rule.at = try names(map, "at")
            rule.absent = try map.choice("absent", RecordRule.Absence.self) ?? .flaw
            rule.text = try map.text("text")
            rule.expected = try path(map, "expected")
            if let split = try map.map("split") {
                rule.split = .init(at: try required("at", split), keep: try split.texts("keep") ?? [])
                try split.finish()
            }
            try map.finish()
        }
        try readID(map, into: &rule)
        try readTime(map, into: &rule)
        rule.available = try path(map, "available")
        rule.scope = try path(map, "scope")
        return rule
    }

    private func readID(_ map: SettingsMap, into rule: inout RecordRule) throws(SettingsFault) {
        if case .map? = map.node("id"), let map = try map.map("id") {
            rule.hashWithout = try map.texts("hash_without") ?? []
            return try map.finish()
        }
        for text in try map.texts("id") ?? [] {
            guard let path = ResponsePath(text) else { throw map.fault("id", "\"\(text)\" is no path", fix: nil) }
            rule.id.append(path)
        }
        guard !rule.id.isEmpty else {
            throw map.fault("id", "the path of the id is missing", fix: "write id: [id], or id: {hash_without: []}")
        }
    }

    private func readTime(_ map: SettingsMap, into rule: inout RecordRule) throws(SettingsFault) {
        guard let map = try map.map("time") else {
            throw map.fault("time", "the path of the event time is missing", fix: "write time: {path: published}")
        }
        rule.time = try requiredPath(map, "path")
        let form = try map.choice("form", WrittenTimeForm.self)
        rule.zone = try map.text("zone") ?? (form == .isoZoneless ? "UTC" : nil)
        try map.finish()
    }

    /// How records write their times; all forms are recognised, so that this tells only what no zone means.
    private enum WrittenTimeForm: String, CaseIterable {
        case rfc3339, iso, date
        case isoZoneless = "iso-nozone"
        case epochSeconds = "epoch-s"
        case epochMilliseconds = "epoch-ms"
        case epochFraction = "epoch-float"
    }
}
