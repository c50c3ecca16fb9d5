import AuditModel

extension RecordingDescription {
    /// The text of `recording.json`.
    var text: String {
        let value: JSONValue = [
            "schema": .integer(1), "side": .string(side.word), "name": .string(name), "type": .string(type),
            "hosts": .array(hosts.map { .string($0) }), "settings": settings, "tool": .string(ToolVersion.version),
            "window": .window(window),
            "asked": ["first": .instant(firstAsked), "last": .instant(lastAsked)],
            "clock_offset_ms": .count(clockOffsetMilliseconds), "paths": paths.json,
            "slices": .array(slices.map(\.json)),
        ]
        return value.text() + "\n"
    }
}

extension RecordingDescription.Paths {
    var json: JSONValue {
        [
            "id": .array(id.map { .string($0) }), "time": .text(time), "zone": .text(zone),
            "available": .text(available), "scope": .text(scope),
        ]
    }
}

extension RecordingDescription.Slice {
    fileprivate var json: JSONValue {
        [
            "id": .integer(id), "scope": .scope(scope), "axis": .string(axis.rawValue), "from": .instant(from),
            "to": .instant(to), "outcome": .string(outcome.rawValue), "reason": .text(reason),
            "detail": .text(detail), "records": .integer(records), "expected": .count(expected),
            "at": .array(ranges.map { .array([.integer($0.lowerBound), .integer($0.upperBound)]) }),
            "requests": .integer(requests), "retries": .integer(retries), "asked": .instant(asked),
            "page_size": .count(pageSize),
            "cursor": .text(cursor), "sha256": .text(sha256),
        ]
    }
}

extension JSONValue {
    /// Both ends, or null.
    static func window(_ window: TimeWindow?) -> JSONValue {
        guard let window else { return .null }
        return ["from": .instant(window.from), "to": .instant(window.to)]
    }

    /// Field to value, or null.
    static func scope(_ scope: Scope?) -> JSONValue {
        guard let scope else { return .null }
        return .object([Member(scope.field, .string(scope.value))])
    }
}
