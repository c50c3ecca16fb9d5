extension PresetTable {
    /// QRadar, Sumo Logic, Google SecOps, Loki and VictoriaLogs: the vendor's id lies in the text of the event.
    static let otherStores: [Preset] = [qRadar, sumoMessages, sumo, secOps, secOpsSnakeCase, loki, victoriaLogs]

    private static let payloads: [FieldPath] = [
        "payload:", #""utf8(payload)":"#, #""UTF8(payload)":"#, "utf8_payload:", "Payload:",
    ]

    static let qRadar = Preset(
        name: "qradar", title: "QRadar Ariel results",
        needs: [
            .anyOf(["devicetime", "starttime"]),
            .anyOf(["payload", #""utf8(payload)""#, #""UTF8(payload)""#, "utf8_payload", "Payload"]),
        ],
        hints: [.has("eventcount"), .has("qid"), .has("logsourceid")],
        wrappers: payloads, ids: RawEvent.ids(under: payloads), times: [.utc("devicetime"), .substitute("starttime")],
        ingested: ["starttime"], scope: ScopeField("Workload", RawEvent.scope(under: payloads)),
        columns: RawEvent.columns(under: payloads), cutKeys: RawEvent.cutKeys, eventCount: "eventcount")

    static let sumo = Preset(
        name: "sumo", title: "Sumo Logic messages",
        needs: [.has("_raw"), .anyOf(["_messagetime", "_receipttime", "_messageid"])],
        hints: [.has("_sourcecategory"), .has("_collector")],
        wrappers: ["_raw:"], ids: RawEvent.ids(under: ["_raw:"]), times: [.utc("_messagetime"), .ask("Time")],
        ingested: ["_receipttime"], scope: ScopeField("Workload", RawEvent.scope(under: ["_raw:"])),
        columns: RawEvent.columns(under: ["_raw:"]),
        caps: [RowCap(100_000, "Sumo Logic ends at 100,000 messages")], cutKeys: RawEvent.cutKeys, traits: .cellCap)

    static let sumoMessages = sumo.under("map", name: "sumo-messages", title: "answers of a Sumo Logic search job")

    static let secOps = Preset(
        name: "secops-udm", title: "Google SecOps UDM events",
        needs: [
            .anyOf(["event.metadata.eventTimestamp", "udm.metadata.eventTimestamp", "metadata.eventTimestamp"]),
            .anyOf(["event.metadata.eventType", "udm.metadata.eventType", "metadata.eventType"]),
        ],
        hints: [.anyOf(["event.metadata.productLogId", "udm.metadata.productLogId", "metadata.productLogId"])],
        ids: ["event.metadata.productLogId", "udm.metadata.productLogId", "metadata.productLogId"],
        times: [
            .utc("event.metadata.eventTimestamp"), .utc("udm.metadata.eventTimestamp"), .utc("metadata.eventTimestamp"),
        ],
        ingested: [
            "event.metadata.ingestedTimestamp", "udm.metadata.ingestedTimestamp", "metadata.ingestedTimestamp",
        ],
        scope: ScopeField("logType", ["event.metadata.logType", "udm.metadata.logType", "metadata.logType"]),
        columns: [
            .operation: [
                "event.metadata.productEventType", "udm.metadata.productEventType", "metadata.productEventType",
            ],
            .type: ["event.metadata.eventType", "udm.metadata.eventType", "metadata.eventType"],
            .scope: ["event.metadata.logType", "udm.metadata.logType", "metadata.logType"],
        ],
        caps: [RowCap(10_000, "a UDM search ends at 10,000 events")], cutKeys: ["productLogId"])

    static let secOpsSnakeCase = Preset(
        name: "secops-udm-rows", title: "Google SecOps UDM events in the spelling of BigQuery",
        needs: [.anyOf(["metadata.event_timestamp", "udm.metadata.event_timestamp"])],
        hints: [.anyOf(["metadata.product_log_id", "udm.metadata.product_log_id"])],
        ids: ["metadata.product_log_id", "udm.metadata.product_log_id"],
        times: [
            .utc("metadata.event_timestamp"), .utc("metadata.event_timestamp.seconds"),
            .utc("udm.metadata.event_timestamp"),
        ],
        ingested: ["metadata.ingested_timestamp"], scope: ScopeField("logType", ["metadata.log_type"]),
        columns: [.type: ["metadata.event_type"], .scope: ["metadata.log_type"]],
        caps: [RowCap(10_000, "a UDM search ends at 10,000 events", .csv)], cutKeys: ["product_log_id"])

    static let loki = Preset(
        name: "loki", title: "Loki lines as logcli writes them",
        needs: [.has("line"), .has("timestamp"), .has("labels")],
        wrappers: ["line:"], ids: RawEvent.ids(under: ["line:"]), times: [.utc("timestamp")],
        scope: ScopeField("Workload", RawEvent.scope(under: ["line:"])), columns: RawEvent.columns(under: ["line:"]),
        caps: [
            RowCap(5_000, "Loki's servers end a query at 5,000 entries"),
            RowCap(100, "Loki returns 100 entries unless told otherwise"),
            RowCap(30, "logcli returns 30 entries unless told otherwise"),
        ], cutKeys: RawEvent.cutKeys)

    static let victoriaLogs = Preset(
        name: "victorialogs", title: "VictoriaLogs query answers",
        needs: [.has("_msg"), .has("_time")], hints: [.has("_stream"), .has("_stream_id")],
        wrappers: ["_msg:"], ids: RawEvent.ids(under: ["_msg:"]) + RawEvent.ids, times: [.utc("_time")],
        scope: ScopeField("Workload", RawEvent.scope(under: ["_msg:"]) + RawEvent.scope),
        columns: RawEvent.columns(under: ["_msg:"]), cutKeys: RawEvent.cutKeys)
}
