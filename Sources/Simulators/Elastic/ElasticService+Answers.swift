import AuditModel
import ByteScan

extension ElasticService {
    private static let usualKeep: Int64 = 300_000_000_000
    /// The longest a context is kept, nanoseconds: a day.
    private static let longestKeep: Int64 = 86_400_000_000_000

    /// What a search goes over.
    private struct Found {
        /// All that match and are visible, and those that are listed.
        let total: Int
        let numbers: [Int]
    }

    /// Answers a request that is let in.
    func answer(_ route: ElasticRoute, _ request: SimulatorRequest) throws(ElasticError) -> SimulatorResponse {
        switch route {
        case .information: return .json(200, product.information)
        case .health:
            return .json(200, ["cluster_name": .string("simulator"), "status": .string("green")])
        case .authenticate: return .json(200, user)
        case .privileges: return .json(200, try privileges(request))
        case .openPointInTime: return try open(request)
        case .closePointInTime(let all): return try close(request, all: all)
        case .search: return try search(request)
        case .count:
            let query = try ElasticQuery(try ElasticSearch.body(of: request)?["query"], unit: index.unit)
            let count = index.matches(query, visibleAt: context.visibleUntil).count
            return .json(200, ["count": .integer(count), "_shards": shards(failed: 0)])
        case .fields:
            let names = request.parameter("fields")?.split(separator: ",").map(String.init) ?? []
            let known = index.presentFields
            let members = names.filter(known.contains).map { name in
                JSONValue.Member(
                    name,
                    ["keyword": ["type": .string("keyword"), "searchable": .bool(true), "aggregatable": .bool(true)]])
            }
            return .json(200, ["indices": .array([.string(index.form.index)]), "fields": .object(members)])
        case .scroll: return try scroll(request)
        case .closeScroll: return try closeScroll(request)
        }
    }

    // MARK: Who asks

    private var user: JSONValue {
        switch product {
        case .elasticsearch:
            [
                "username": .string(ElasticProduct.user), "roles": .array([.string("auditor")]),
                "full_name": .null, "enabled": .bool(true), "authentication_type": .string("api_key"),
            ]
        case .openSearch:
            [
                "user": .string("User [name=\(ElasticProduct.user), backend_roles=[], requestedTenant=null]"),
                "user_name": .string(ElasticProduct.user), "backend_roles": .array([]),
                "roles": .array([.string("auditor")]),
            ]
        }
    }

    /// Everything that is asked for is granted on the own data stream, and nothing on others.
    private func privileges(_ request: SimulatorRequest) throws(ElasticError) -> JSONValue {
        var (rows, isAll): ([JSONValue.Member], Bool) = ([], true)
        for entry in try ElasticSearch.body(of: request)?["index"]?.elements ?? [] {
            for name in entry["names"]?.elements?.compactMap(\.text) ?? [] {
                let isGranted = index.isMeant(by: name) && !name.contains("*")
                isAll = isAll && isGranted
                let granted = (entry["privileges"]?.elements?.compactMap(\.text) ?? []).map {
                    JSONValue.Member($0, .bool(isGranted))
                }
                rows.append(.init(name, .object(granted)))
            }
        }
        return [
            "username": .string(ElasticProduct.user), "has_all_requested": .bool(isAll), "cluster": .object([]),
            "index": .object(rows), "application": .object([]),
        ]
    }

    // MARK: Points in time

    private func open(_ request: SimulatorRequest) throws(ElasticError) -> SimulatorResponse {
        if let level = context.board.value(.older), level < 2 {
            _ = context.board.strike(.older, most: .max)
            throw ElasticError(
                400, "illegal_argument_exception",
                "no handler found for uri [\(request.path)] and method [\(request.method)]")
        }
        guard let keep = request.parameter("keep_alive").flatMap(ElasticContexts.span) else {
            throw ElasticError(
                400, "action_request_validation_exception", "Validation Failed: 1: keep alive not specified;")
        }
        guard keep <= Self.longestKeep else {
            throw ElasticError(400, "illegal_argument_exception", "Keep alive for request is too large.")
        }
        let now = context.clock.wall()
        let id = contexts.open(.init(visibleUntil: context.visibleUntil, expires: now + keep, keep: keep))
        switch product {
        case .elasticsearch: return .json(200, ["id": .string(id), "_shards": shards(failed: 0)])
        case .openSearch:
            return .json(
                200,
                [
                    "pit_id": .string(id), "_shards": shards(failed: 0),
                    "creation_time": .integer(Int(now / 1_000_000)),
                ])
        }
    }

    private func close(_ request: SimulatorRequest, all: Bool) throws(ElasticError) -> SimulatorResponse {
        if all { return .json(200, ["succeeded": .bool(true), "num_freed": .integer(contexts.closeAll())]) }
        let ids = try ids(of: request)
        let freed = ids.map(contexts.close)
        let count = freed.count { $0 }
        switch product {
        case .elasticsearch:
            return .json(
                count > 0 ? 200 : 404, ["succeeded": .bool(count == ids.count), "num_freed": .integer(count)])
        case .openSearch:
            let rows = zip(ids, freed).map { id, isFreed -> JSONValue in
                ["pit_id": .string(id), "successful": .bool(isFreed)]
            }
            return .json(200, ["pits": .array(rows)])
        }
    }

    // MARK: Searches

    private func search(_ request: SimulatorRequest) throws(ElasticError) -> SimulatorResponse {
        var search = try ElasticSearch(request, unit: index.unit)
        let board = context.board
        if let hours = board.value(.wideTimeout), let window = search.query.window,
            window.length > Int64(hours * 3_600_000_000_000)
        {
            _ = board.strike(.wideTimeout, most: .max)
            return Self.gatewayTimeout
        }
        let most = board.value(.cap).map { Int($0) } ?? 10_000
        guard search.from + search.size <= most else {
            _ = board.strike(.cap, most: .max)
            throw .allShards(400, "illegal_argument_exception", tooLarge(search, most, isScroll(request)))
        }
        if search.sort.has("_shard_doc"), search.pointInTime == nil || (board.value(.older) ?? 0) >= 2 {
            throw .allShards(400, "query_shard_exception", "No mapping found for [_shard_doc] in order to sort on")
        }
        if board.value(.partial) != nil, !search.allowsPartial {
            _ = board.strike(.partial, most: .max)
            throw ElasticError(
                503, "no_shard_available_action_exception", "Partial shards failure",
                outer: "search_phase_execution_exception")
        }
        if let keep = request.parameter("scroll").flatMap(ElasticContexts.span) {
            return try beginScroll(search, keep)
        }
        guard let pit = search.pointInTime else {
            try search.findPlace(breaksTies: false)
            return page(search, find(search, visibleAt: context.visibleUntil), id: nil)
        }
        let (held, next) = try contexts.use(pit.id, keep: pit.keep, now: context.clock.wall())
        if held.pages > 1, board.strike(.expired) {
            _ = contexts.close(pit.id)
            throw .missingContext
        }
        try search.findPlace(breaksTies: product == .elasticsearch && (board.value(.older) ?? 0) < 2)
        return page(search, find(search, visibleAt: held.visibleUntil), id: .init("pit_id", .string(next)))
    }

    private func isScroll(_ request: SimulatorRequest) -> Bool { request.parameter("scroll") != nil }

    private func tooLarge(_ search: ElasticSearch, _ most: Int, _ isScroll: Bool) -> String {
        isScroll
            ? "Batch size is too large, size must be less than or equal to: [\(most)] but was [\(search.size)]. Scroll batch sizes cost as much memory as result windows so they are controlled by the [index.max_result_window] index level setting."
            : "Result window is too large, from + size must be less than or equal to: [\(most)] but was [\(search.from + search.size)]. See the scroll api for a more efficient way to request large data sets. This limit can be set by changing the [index.max_result_window] index level setting."
    }

    private func find(_ search: ElasticSearch, visibleAt instant: Int64) -> Found {
        var numbers = index.matches(search.query, visibleAt: instant)
        if let slice = search.slice { numbers = numbers.filter { $0 % slice.most == slice.id } }
        // The shard that fails has every other document.
        if context.board.value(.partial) != nil { numbers = numbers.filter { $0.isMultiple(of: 2) } }
        let total = numbers.count
        if let lacking = context.board.value(.short) {
            _ = context.board.strike(.short, most: .max)
            numbers = numbers.dropLast(Int(lacking))
        }
        return Found(total: total, numbers: numbers)
    }

    /// The part of the hits that one answer shows.
    private func part(of found: Found, _ search: ElasticSearch) -> ArraySlice<Int> {
        guard search.size > 0 else { return [] }
        let isLooping = context.board.value(.loop) != nil
        if isLooping { _ = context.board.strike(.loop, most: .max) }
        let after = isLooping ? nil : search.after
        guard !search.sort.isPlaceOnly else {
            var rest = found.numbers[...]
            if case .number(let last)? = after?.first {
                rest = rest[(rest.partitioningIndex { Int64($0) > last })...]
            }
            return rest.dropFirst(search.from).prefix(search.size)
        }
        let keyed = found.numbers.map { (number: $0, values: index.sortValues($0, search.sort)) }
        let later = keyed.filter { hit in after.map { search.sort.precedes($0, hit.values) } ?? true }
        let sorted = later.enumerated().sorted { left, right in
            if search.sort.precedes(left.element.values, right.element.values) { return true }
            return !search.sort.precedes(right.element.values, left.element.values) && left.offset < right.offset
        }
        return sorted.map(\.element.number)[...].dropFirst(search.from).prefix(search.size)
    }

    private func page(_ search: ElasticSearch, _ found: Found, id: JSONValue.Member?) -> SimulatorResponse {
        response(part(of: found, search), search, total: found.total, id: id)
    }

    private func response(
        _ numbers: ArraySlice<Int>, _ search: ElasticSearch, total: Int, id: JSONValue.Member?
    ) -> SimulatorResponse {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(512 + numbers.count * 320)
        bytes.append("{")
        if let id {
            bytes.append(text: JSONValue.string(id.name).text() + ":" + id.value.text() + ",")
        }
        let isPartial = context.board.value(.partial) != nil
        bytes.append(#""took":3,"timed_out":false,"_shards":"#)
        bytes.append(text: shards(failed: isPartial ? 1 : 0).text() + #","hits":{"#)
        let most = search.countsUpTo ?? .max
        if most > 0 {
            let relation = total > most ? "gte" : "eq"
            bytes.append(text: #""total":{"value":\#(min(total, most)),"relation":"\#(relation)"},"#)
        }
        bytes.append(#""max_score":null,"hits":["#)
        let template = index.template(search.filter)
        for (place, number) in numbers.enumerated() {
            if place > 0 { bytes.append(UInt8(ascii: ",")) }
            index.append(number, search.sort, search.filter, template, to: &bytes)
        }
        bytes.append("]}}")
        if !numbers.isEmpty, context.board.strike(.cutStream) { bytes.removeLast(bytes.count / 2) }
        return .json(200, bytes: bytes)
    }

    private func shards(failed: Int) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init("total", .integer(2)), .init("successful", .integer(2 - failed)), .init("skipped", .integer(0)),
            .init("failed", .integer(failed)),
        ]
        if failed > 0 {
            let reason: JSONValue = [
                "type": .string("node_disconnected_exception"), "reason": .string("[simulator-2] disconnected"),
            ]
            members.append(
                .init(
                    "failures",
                    .array([["shard": .integer(1), "index": .string(index.form.index), "reason": reason]])))
        }
        return .object(members)
    }

    // MARK: Scrolls

    private func beginScroll(_ search: ElasticSearch, _ keep: Int64) throws(ElasticError) -> SimulatorResponse {
        var search = search
        try search.findPlace(breaksTies: false)
        let found = find(search, visibleAt: context.visibleUntil)
        let isPlain = search.sort.isPlaceOnly
        let first = part(of: found, search)
        var held = ElasticContexts.Context(
            visibleUntil: context.visibleUntil, expires: context.clock.wall() + keep, keep: keep)
        held.pages = 1
        let rest = isPlain ? found.numbers[...].dropFirst(first.count) : remaining(found, search, first.count)
        held.scroll = (search, found.total, rest)
        let id = contexts.open(held)
        return response(first, search, total: found.total, id: .init("_scroll_id", .string(id)))
    }

    /// What follows the first page in the order of the search.
    private func remaining(_ found: Found, _ search: ElasticSearch, _ count: Int) -> ArraySlice<Int> {
        var all = search
        all.showEverything()
        return part(of: found, all).dropFirst(count)
    }

    private func scroll(_ request: SimulatorRequest) throws(ElasticError) -> SimulatorResponse {
        let body = try ElasticSearch.body(of: request)
        let keep = (body?["scroll"]?.text ?? request.parameter("scroll")).flatMap(ElasticContexts.span)
        guard let id = try ids(of: request).first else {
            throw ElasticError(
                400, "action_request_validation_exception", "Validation Failed: 1: scrollId is missing;")
        }
        let isLooping = context.board.value(.loop) != nil
        let (held, next) = try contexts.use(id, keep: keep, now: context.clock.wall()) { context in
            guard let scroll = context.scroll, !isLooping else { return }
            context.scroll?.rest = scroll.rest.dropFirst(scroll.search.size)
        }
        guard let scroll = held.scroll else { throw .missingContext }
        if context.board.strike(.expired) {
            _ = contexts.close(id)
            throw .missingContext
        }
        return response(
            scroll.rest.prefix(scroll.search.size), scroll.search, total: scroll.total,
            id: .init("_scroll_id", .string(next)))
    }

    private func closeScroll(_ request: SimulatorRequest) throws(ElasticError) -> SimulatorResponse {
        let ids = try ids(of: request)
        let count = ids == ["_all"] ? contexts.closeAll() : ids.count { contexts.close($0) }
        return .json(count > 0 ? 200 : 404, ["succeeded": .bool(true), "num_freed": .integer(count)])
    }
}

extension ArraySlice<Int> {
    /// The first index whose element satisfies a condition that holds for all behind it.
    fileprivate func partitioningIndex(where isLater: (Int) -> Bool) -> Index {
        var (low, high) = (startIndex, endIndex)
        while low < high {
            let middle = (low + high) / 2
            if isLater(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
