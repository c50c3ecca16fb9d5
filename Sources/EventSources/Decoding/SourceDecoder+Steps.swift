import AuditModel
import Settings

extension SourceDecoder {
    /// Reads the requests of a source.
    func steps(_ map: SettingsMap) throws(SettingsFault) -> SourceSteps {
        let listKey = map.has("results") ? "results" : "list"
        guard let listMap = try map.map(listKey) else {
            throw map.fault("list", "the request for records is missing", fix: "write list: {path: /…}")
        }
        var steps = SourceSteps(list: try request(listMap))
        try listMap.finish()
        if let more = try map.map("more") {
            steps.more = try request(more)
            try more.finish()
        }
        if let create = try map.map("create") {
            steps.create = try request(create, method: "POST")
            try create.finish()
        }
        if let poll = try map.map("poll") { steps.poll = try self.poll(poll) }
        if let ready = try map.map("ready") { steps.ready = try self.ready(ready) }
        if let subscribe = try map.map("subscribe") {
            steps.subscribe = try request(subscribe, method: "POST")
            try subscribe.finish()
        }
        if let item = try map.map("item") { steps.item = try self.item(item) }
        _ = (map.node("list"), map.node("results"))
        try map.finish()
        return steps
    }

    private func request(_ map: SettingsMap, method: String = "GET") throws(SettingsFault) -> RequestStep {
        let target: RequestStep.Target
        switch (try template(map, "path"), try template(map, "url")) {
        case (let path?, nil): target = .path(path)
        case (nil, let url?): target = .url(url)
        default: throw map.fault(nil, "a request has either path or url", fix: "write path: /…")
        }
        var step = RequestStep(method: (try map.text("method") ?? method).uppercased(), target: target)
        step.query = try fields(map, "query")
        step.headers = try fields(map, "headers")
        if map.has("form") { step.body = .form(try fields(map, "form")) }
        if let node = map.node("json") {
            guard step.body == nil else { throw map.fault("json", "a body is either json or form", fix: nil) }
            step.body = .json(try body(node, map, "json"))
        }
        _ = map.node("form")
        return step
    }

    private func poll(_ map: SettingsMap) throws(SettingsFault) -> PollStep {
        let step = PollStep(
            request: try request(map), state: try requiredPath(map, "state"), done: try map.texts("done") ?? [],
            failed: try map.texts("failed") ?? [], firstWait: try seconds(map, "first_wait", 10),
            longestWait: try seconds(map, "longest_wait", 60), patience: try seconds(map, "patience", 3_600))
        guard !step.done.isEmpty else { throw map.fault(nil, "done is missing", fix: "write done: [succeeded]") }
        try map.finish()
        return step
    }

    private func seconds(_ map: SettingsMap, _ key: String, _ usual: Double) throws(SettingsFault) -> Double {
        try map.duration(key).map { Double($0) / 1_000_000_000 } ?? usual
    }

    private func ready(_ map: SettingsMap) throws(SettingsFault) -> ReadyStep {
        let step = ReadyStep(
            request: try request(map), at: try path(map, "at") ?? .root, scope: try requiredPath(map, "scope"),
            state: try path(map, "state"), good: try map.texts("good") ?? [])
        try map.finish()
        return step
    }

    private func item(_ map: SettingsMap) throws(SettingsFault) -> ItemStep {
        var listing = RecordRule()
        listing.at = try names(map, "at")
        listing.absent = try map.choice("absent", RecordRule.Absence.self) ?? .flaw
        let key = try requiredPath(map, "key")
        listing.id = [key]
        let step = ItemStep(
            request: try request(map), listing: listing, key: key, available: try path(map, "available"),
            parallel: max(try map.integer("parallel") ?? 4, 1))
        try map.finish()
        return step
    }

    /// The names of a path that leads through objects only.
    func names(_ map: SettingsMap, _ key: String) throws(SettingsFault) -> [String] {
        guard let path = try path(map, key) else { return [] }
        guard let names = path.keys else { throw map.fault(key, "only names lead to an array here", fix: nil) }
        return names
    }
}
