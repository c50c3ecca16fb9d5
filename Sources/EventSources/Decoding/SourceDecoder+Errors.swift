import AuditModel
import Settings
import Transport

extension SourceDecoder {
    /// Reads how a service asks to slow down.
    func throttle(_ map: SettingsMap) throws(SettingsFault) -> ThrottleRules {
        var rules = ThrottleRules()
        if let statuses = try map.texts("status") { rules.statuses = Set(try numbers(statuses, map, "status")) }
        rules.codes = Set(try map.texts("codes") ?? [])
        rules.words = (try map.texts("words") ?? []).map { $0.lowercased() }
        rules.remainingHeaders = try map.texts("remaining") ?? []
        if let node = map.node("wait") { rules.waits = try waits(node, map) }
        try map.finish()
        return rules
    }

    private func numbers(_ texts: [String], _ map: SettingsMap, _ key: String) throws(SettingsFault) -> [Int] {
        let numbers = texts.compactMap { Int($0) }.filter { (100...599).contains($0) }
        guard numbers.count == texts.count else { throw map.fault(key, "an HTTP status is wanted", fix: "write [429]") }
        return numbers
    }

    private func waits(_ node: SettingsNode, _ map: SettingsMap) throws(SettingsFault) -> [ThrottleRules.Wait] {
        var nodes = [node]
        if case .list(let several, _) = node { nodes = several }
        var waits: [ThrottleRules.Wait] = []
        for node in nodes {
            if case .scalar("retry-after", _, _) = node {
                waits.append(.retryAfter)
                continue
            }
            guard case .map = node else {
                throw map.fault(
                    "wait", "a place of a time to wait is wanted", fix: "retry-after, or {header: NAME, unit: epoch-s}")
            }
            let place = try SettingsMap(node, in: map.path + ".wait")
            let name = try required("header", place)
            waits.append(.header(name, unit: try place.choice("unit", ThrottleRules.Wait.Unit.self) ?? .seconds))
            try place.finish()
        }
        return waits
    }

    /// Reads where errors stand and what they mean.
    func errors(_ map: SettingsMap) throws(SettingsFault) -> ErrorRules {
        var rules = ErrorRules()
        rules.codePaths = try map.texts("code") ?? rules.codePaths
        rules.messagePaths = try map.texts("message") ?? rules.messagePaths
        rules.requestIDHeaders = try map.texts("request_id") ?? rules.requestIDHeaders
        if let classes = try map.map("classes") {
            for entry in classes.entries() { rules.classes[entry.key] = try errorClass(classes, entry.key) }
        }
        if let statuses = try map.map("statuses") {
            for entry in statuses.entries() {
                let status = try numbers([entry.key], statuses, entry.key)
                rules.statuses[status[0]] = try errorClass(statuses, entry.key)
            }
        }
        try map.finish()
        return rules
    }

    private func errorClass(_ map: SettingsMap, _ key: String) throws(SettingsFault) -> ErrorRules.Class {
        let text = try required(key, map)
        switch text {
        case "retry": return .retry
        case "renew": return .renew
        case "tolerate": return .tolerate
        default:
            if let kind = TransportFailure.Kind(rawValue: text) { return .fail(kind) }
            let kinds = TransportFailure.Kind.allCases.map(\.rawValue).joined(separator: " ")
            throw map.fault(key, "\"\(text)\" is not one of retry renew tolerate \(kinds)", fix: nil)
        }
    }
}
