package import AuditModel
import ByteScan
import SIEMStores
import Settings

extension BackfillPlan {
    /// The plan as `plan.json` holds it.
    package var json: JSONValue {
        [
            "schema": .integer(1), "id": .string(id), "run_id": .string(runID), "run_folder": .string(runFolder),
            "report_sha256": .string(reportSHA256),
            "target": [
                "name": .string(target.name), "type": .string(target.kind.rawValue),
                "address": .string(target.address), "index": .text(target.index),
                "keeps_event_time": .bool(target.keepsEventTime), "can_be_asked": .bool(target.canBeAsked),
            ],
            "made": .instant(made), "valid_until": .instant(validUntil),
            "ids": [
                "count": .integer(events.count), "bytes": .integer(events.bytes), "sha256": .string(events.idsSHA256),
            ],
            "events_sha256": .string(events.fileSHA256),
            "batch": ["events": .integer(limits.batchEvents), "bytes": .integer(limits.batchBytes)],
            "rate": ["events": Self.rate(limits.eventsPerSecond), "bytes": Self.rate(limits.bytesPerSecond)],
            "marks": ["plan": .string(DeliveryMarks.planName), "sent": .string(DeliveryMarks.sentName)],
            "refuses_repeats": .bool(target.refusesRepeats),
            "left_out": .array(
                leftOut.map { ["reason": .string($0.reason.rawValue), "count": .integer($0.count)] }),
            "already_arrived": .count(alreadyArrived), "missing": .integer(audited.missing),
            "window": audited.window.map { ["from": .instant($0.from), "to": .instant($0.to)] } ?? .null,
            "window_whole": .bool(audited.isWhole), "audited_siem": .text(audited.otherSIEM),
        ]
    }

    private static func rate(_ perSecond: Double?) -> JSONValue { .count(perSecond.map { Int($0) }) }

    /// Reads a plan; nil for what is none of this version.
    init?(parsing text: [UInt8]) {
        guard let tree = try? JSONTree(parsing: text), tree["schema"]?.number == 1, let id = tree["id"]?.text,
            let runID = tree["run_id"]?.text, let runFolder = tree["run_folder"]?.text,
            let report = tree["report_sha256"]?.text, let target = tree["target"].flatMap(Target.init),
            let made = tree["made"]?.nanoseconds, let ids = tree["ids"], let count = ids["count"]?.number,
            let bytes = ids["bytes"]?.number, let idsSHA256 = ids["sha256"]?.text,
            let fileSHA256 = tree["events_sha256"]?.text
        else { return nil }
        self.init(id: id, runID: runID, runFolder: runFolder, reportSHA256: report, target: target, made: made)
        self.target.refusesRepeats = tree["refuses_repeats"] == .bool(true)
        (events.count, events.bytes) = (count, bytes)
        (events.idsSHA256, events.fileSHA256) = (idsSHA256, fileSHA256)
        limits.batchEvents = tree["batch"]?["events"]?.number ?? limits.batchEvents
        limits.batchBytes = tree["batch"]?["bytes"]?.number ?? limits.batchBytes
        limits.eventsPerSecond = (tree["rate"]?["events"]?.number).map(Double.init)
        limits.bytesPerSecond = (tree["rate"]?["bytes"]?.number).map(Double.init)
        leftOut = (tree["left_out"]?.elements ?? []).compactMap { row in
            guard let reason = (row["reason"]?.text).flatMap(LeftOut.Reason.init), let count = row["count"]?.number
            else { return nil }
            return LeftOut(reason, count: count)
        }
        alreadyArrived = tree["already_arrived"]?.number
        audited.missing = tree["missing"]?.number ?? 0
        audited.isWhole = tree["window_whole"] == .bool(true)
        audited.otherSIEM = tree["audited_siem"]?.text
        if let from = tree["window"]?["from"]?.nanoseconds, let to = tree["window"]?["to"]?.nanoseconds {
            audited.window = TimeWindow(from: from, to: to)
        }
    }
}

extension BackfillPlan.Target {
    fileprivate init?(_ tree: JSONTree) {
        guard let name = tree["name"]?.text, let kind = (tree["type"]?.text).flatMap(NamedSIEM.DeliveryKind.init),
            let address = tree["address"]?.text
        else { return nil }
        self.init(name: name, kind: kind, address: address, index: tree["index"]?.text)
        keepsEventTime = tree["keeps_event_time"] != .bool(false)
        canBeAsked = tree["can_be_asked"] == .bool(true)
    }
}

extension JSONTree {
    /// A whole number; nil for anything else.
    var number: Int? {
        guard case .number(let digits) = self else { return nil }
        return Int(String(decoding: digits, as: UTF8.self))
    }

    /// An RFC 3339 time as nanoseconds since the Unix epoch; nil for anything else.
    var nanoseconds: Int64? {
        scalarBytes.flatMap { TimestampReader(zone: .unknown).read($0.span)?.nanoseconds }
    }
}
