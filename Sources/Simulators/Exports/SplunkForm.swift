import AuditModel
import ByteScan

/// What Splunk gives: the event as text in `_raw`, its time in `_time`.
struct SplunkForm: ExportForm {
    /// The two kinds of answer.
    enum Layout { case csv, exportLines }

    let layout: Layout
    let source: String
    let digits: Int
    /// The search user's zone; nil: UTC.
    let zone: ZoneTable?

    func beginning(count: Int) -> String {
        switch layout {
        case .csv: "\"_time\",\"_indextime\",\"_cd\",host,sourcetype,\"_raw\"\r\n"
        case .exportLines: count == 0 ? "{\"preview\":false,\"lastrow\":true}\n" : ""
        }
    }

    func text(of record: SIEMRecord, isLast: Bool) -> String {
        let offset = ExportZone.offset(of: zone, at: record.time)
        let time = TimeForm.iso(record.time, digits: digits, offset: offset)
        let indexTime = String(record.received / 1_000_000_000)
        let place = "1:\(57_652 + record.position * 812)"
        switch layout {
        case .csv:
            return CSVLine.text([time, indexTime, place, "forwarder01", sourceType, record.raw]) + "\r\n"
        case .exportLines:
            var line: [JSONValue.Member] = [
                .init("preview", .bool(false)), .init("offset", .integer(record.position)),
            ]
            if isLast { line.append(.init("lastrow", .bool(true))) }
            line.append(
                .init(
                    "result",
                    [
                        "_time": .string(time), "_indextime": .string(indexTime), "_cd": .string(place),
                        "_raw": .string(record.raw), "sourcetype": .string(sourceType),
                        "host": .string("forwarder01"),
                    ]))
            return JSONValue.object(line).text() + "\n"
        }
    }

    private var sourceType: String { Self.sourceType(of: source) }

    /// The source type under which Splunk's add-ons keep a source's events.
    static func sourceType(of source: String) -> String {
        switch source {
        case "o365-management": "o365:management:activity"
        case "graph-sign-ins", "graph-directory-audits", "graph-risk-detections": "o365:graph:api"
        case "okta-system-log": "OktaIM2:log"
        case "cloudtrail": "aws:cloudtrail"
        default: "httpevent"
        }
    }
}
