extension PresetTable {
    /// Splunk: the source's event is the text in `_raw`, cut at 10,000 bytes unless the source type says otherwise.
    static let splunk: [Preset] = [splunkExport, splunkExportTable, splunkJSON, splunkCSV, splunkTableCSV, splunkRaw]

    private static let caps = [
        RowCap(50_000, "Splunk's results endpoint ends at 50,000 rows"),
        RowCap(10_000, "Splunk's sort command ends at 10,000 rows unless told otherwise"),
    ]

    /// Fields that Splunk took out of the event; they are empty where the event was cut.
    private static let extracted: [IDField] = [
        "AuditData:Id", "Id", "Identity", #""properties.id""#, "uuid", "eventID", "eventDataId", "_document_id", "id",
    ]

    private static let internalNames: [FieldPath] = ["_time", "_indextime", "_cd", "_bkt", "_serial", "sourcetype"]

    private static let stored = Preset(
        name: "splunk", title: "", needs: [.has("_raw"), .anyOf(internalNames)],
        hints: [.has("_time"), .has("_indextime"), .has("sourcetype"), .has("_cd")], rejects: [.has("_messagetime")],
        wrappers: ["_raw:"], ids: RawEvent.ids(under: ["_raw:"]) + extracted, times: [.ask("_time")],
        ingested: ["_indextime"],
        scope: ScopeField("Workload", RawEvent.scope(under: ["_raw:"]) + ["Workload", "sourcetype"]),
        columns: RawEvent.columns(under: ["_raw:"]), caps: caps, cutKeys: RawEvent.cutKeys,
        traits: [.splunkTruncate])

    static let splunkCSV: Preset = {
        var preset = stored
        preset.name = "splunk-csv"
        preset.title = "Splunk search results as CSV"
        preset.needs.append(.layout([.csv]))
        preset.traits.insert(.cellCap)
        return preset
    }()

    static let splunkJSON: Preset = {
        var preset = stored
        preset.name = "splunk-json"
        preset.title = "Splunk search results as JSON"
        preset.rejects.append(.layout([.csv]))
        return preset
    }()

    static let splunkExport: Preset = {
        var preset = stored.under(
            "result", name: "splunk-export-json", title: "Splunk export, a JSON object a line around each result")
        preset.needs.append(.anyOf(["preview", "offset", "lastrow"]))
        preset.payload = "result"
        preset.preview = FieldValueTest("preview", is: "true")
        preset.endMark = FieldValueTest("lastrow", is: "true")
        preset.rejects.append(.layout([.csv]))
        return preset
    }()

    static let splunkExportTable: Preset = {
        var preset = Preset(
            name: "splunk-export-table", title: "Splunk export of a table, a JSON object a line around each row",
            needs: [.has("result"), .anyOf(["preview", "offset", "lastrow"])],
            hints: [.has("preview"), .has("lastrow")],
            rejects: [.has("result._raw"), .layout([.csv, .table])])
        preset.wrappers = ["result"]
        preset.ids = extracted.map { $0.under("result") }
        preset.times = [.ask("result._time")]
        preset.payload = "result"
        preset.preview = FieldValueTest("preview", is: "true")
        preset.endMark = FieldValueTest("lastrow", is: "true")
        return preset
    }()

    static let splunkTableCSV = Preset(
        name: "splunk-table-csv", title: "Splunk table of extracted fields as CSV",
        needs: [
            .layout([.csv]), .has("_time"),
            .anyOf(["AuditData", "Id", "Identity", #""properties.id""#, "uuid", "eventID", "eventDataId", "id"]),
        ],
        hints: [.has("_indextime"), .has("sourcetype")],
        rejects: [.has("_raw"), .has("_msg"), .has("_messagetime")],
        wrappers: ["AuditData:"], ids: extracted, times: [.ask("_time")], ingested: ["_indextime"],
        scope: ScopeField("Workload", ["Workload", "AuditData:Workload", "sourcetype"]),
        columns: RawEvent.columns, caps: caps, cutKeys: RawEvent.cutKeys, traits: [.splunkTruncate, .cellCap])

    static let splunkRaw = Preset(
        name: "splunk-raw", title: "Splunk raw events, one after another",
        needs: [.fileName([".raw"])], bias: 20, rejects: [.layout([.csv, .table]), .has("_raw"), .has("result")],
        ids: RawEvent.ids, times: RawEvent.times, scope: ScopeField("Workload", RawEvent.scope),
        columns: RawEvent.columns, caps: caps, cutKeys: RawEvent.cutKeys, traits: .splunkTruncate)
}
