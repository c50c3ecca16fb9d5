import AuditModel
import ByteScan

/// Takes the members of a description apart.
struct RecordingReader {
    let tree: JSONTree
    let place: String

    func checkSchema() throws(RecordingFault) {
        guard tree["schema"]?.number == 1 else { throw fault("schema is not 1") }
    }

    func side() throws(RecordingFault) -> Side {
        switch tree["side"]?.text {
        case "authority": return .authority
        case "siem": return .siem
        case let other: throw fault("side is \(other ?? "missing"), not authority or siem")
        }
    }

    func window(_ value: JSONTree?) throws(RecordingFault) -> TimeWindow? {
        guard let value, value.members != nil else { return nil }
        guard let from = try instant(value["from"], "window.from"), let to = try instant(value["to"], "window.to")
        else {
            return nil
        }
        return TimeWindow(from: from, to: to)
    }

    /// Nanoseconds since the Unix epoch; nil for null or nothing.
    func instant(_ value: JSONTree?, _ name: String) throws(RecordingFault) -> Int64? {
        guard let value, value != .null else { return nil }
        let bytes = value.scalarBytes ?? []
        guard let time = TimestampReader(zone: .unknown).read(bytes.span) else {
            throw fault("\(name) is no RFC 3339 time")
        }
        return time.nanoseconds
    }

    func paths() throws(RecordingFault) -> RecordingDescription.Paths {
        let paths = tree["paths"]
        let ids = paths?["id"]?.elements?.compactMap(\.text) ?? []
        // Whole events of a SIEM are read like an export of it.
        if ids.isEmpty, try side() == .authority { throw fault("paths.id names no field") }
        return RecordingDescription.Paths(
            id: ids, time: paths?["time"]?.text, zone: paths?["zone"]?.text, available: paths?["available"]?.text,
            scope: paths?["scope"]?.text)
    }

    func slices() throws(RecordingFault) -> [RecordingDescription.Slice] {
        var slices: [RecordingDescription.Slice] = []
        for (index, value) in (tree["slices"]?.elements ?? []).enumerated() { slices.append(try slice(value, index)) }
        return slices
    }

    private func slice(_ value: JSONTree, _ index: Int) throws(RecordingFault) -> RecordingDescription.Slice {
        let axis = value["axis"]?.text ?? "event"
        let outcome = value["outcome"]?.text ?? ""
        guard let axis = RecordingDescription.Slice.Axis(rawValue: axis) else {
            throw fault("slices[\(index)].axis is \(axis)")
        }
        guard let outcome = RecordingDescription.Slice.Outcome(rawValue: outcome) else {
            throw fault("slices[\(index)].outcome is \(outcome.isEmpty ? "missing" : outcome)")
        }
        let scope = value["scope"]?.members?.first.map { member in
            Scope(field: String(decoding: member.name, as: UTF8.self), value: member.value.text ?? "")
        }
        var slice = RecordingDescription.Slice(
            id: value["id"]?.number ?? index + 1, scope: scope, axis: axis,
            from: try instant(value["from"], "slices[\(index)].from"),
            to: try instant(value["to"], "slices[\(index)].to"),
            outcome: outcome, reason: value["reason"]?.text, records: value["records"]?.number ?? 0)
        slice.detail = value["detail"]?.text
        slice.expected = value["expected"]?.number
        slice.ranges = try ranges(value["at"], "slices[\(index)].at")
        slice.requests = value["requests"]?.number ?? 0
        slice.retries = value["retries"]?.number ?? 0
        slice.asked = try instant(value["asked"], "slices[\(index)].asked")
        slice.sha256 = value["sha256"]?.text
        slice.pageSize = value["page_size"]?.number
        slice.cursor = value["cursor"]?.text
        return slice
    }

    private func ranges(_ value: JSONTree?, _ name: String) throws(RecordingFault) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        for range in value?.elements ?? [] {
            let ends = range.elements?.compactMap(\.number) ?? []
            guard ends.count == 2, 0 <= ends[0], ends[0] <= ends[1] else { throw fault("\(name) holds no byte range") }
            ranges.append(ends[0]..<ends[1])
        }
        return ranges
    }

    private func fault(_ what: String) -> RecordingFault { RecordingFault(place: place, what: what) }
}

extension JSONTree {
    /// A number without fraction, or nil.
    var number: Int? { scalarBytes.flatMap { Int(String(decoding: $0, as: UTF8.self)) } }
}
