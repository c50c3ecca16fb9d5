extension PresetTable {
    /// Elasticsearch and OpenSearch: documents in the Elastic Common Schema, bare, inside search hits, or as CSV.
    static let elastic: [Preset] = [
        elasticGoogle.under(
            "_source", name: "elastic-google-workspace-hits", title: "search hits of Google Workspace events"),
        elasticGoogle, elasticHits, elasticFields, elasticDocuments, elasticPipelineInput, kibanaCSV, openSearchCSV,
    ]

    private static let windowCap = RowCap(10_000, "a search of Elasticsearch or OpenSearch ends at 10,000 hits")

    /// The vendor's own id behind the common one; the directory audit and the risk pipelines set no `event.id`.
    private static let documentIDs: [IDField] = [
        "event.id", "o365.audit.Id", "o365audit.Id", "azure.signinlogs.properties.id", "azure.auditlogs.properties.id",
        "azure.identityprotection.properties.id", "azure.identity_protection.properties.id",
        "azure.activitylogs.event_data_id", "azure.activitylogs.properties.eventDataId",
        "azure.activitylogs.properties.id", "okta.uuid", "aws.cloudtrail.event_id", "github.document_id",
        "onepassword.uuid", "slack.audit.id",
    ]

    /// `@timestamp` is when the event happened; the risk pipeline alone puts the detection there.
    private static let documentTimes: [TimeField] = [
        .utc("azure.identityprotection.properties.activity_datetime"), .utc("@timestamp"),
        .utc("azure.signinlogs.properties.created_at"), .utc("azure.auditlogs.properties.activity_datetime"),
    ]

    private static let documentColumns: [PresetColumn: [FieldPath]] = [
        .operation: ["event.action"],
        .type: [
            "event.code", "o365.audit.RecordType", "azure.signinlogs.category", "event.dataset", "data_stream.dataset",
        ],
        .user: ["user.email", "user.id", "user.name"],
        .app: ["azure.signinlogs.properties.app_display_name", "event.provider"],
        .address: ["source.ip", "client.ip", "client.address"], .result: ["event.outcome"], .scope: documentScope,
    ]

    private static let documentScope: [FieldPath] = [
        "event.provider", "azure.signinlogs.category", "azure.auditlogs.category", "event.dataset",
        "data_stream.dataset",
    ]

    static let elasticDocuments = Preset(
        name: "elastic-ecs", title: "documents in the Elastic Common Schema",
        needs: [
            .has("@timestamp"),
            .anyOf(["ecs.version", "event.kind", "event.id", "event.action", "data_stream.dataset", "agent.type"]),
        ],
        hints: [.has("event.id"), .has("event.ingested"), .has("ecs.version")],
        rejects: [.layout([.csv, .table]), .has("_source"), .has("o365audit")],
        ids: documentIDs + RawEvent.ids(under: ["event.original:"]), times: documentTimes,
        available: ["event.created"], ingested: ["event.ingested"],
        scope: ScopeField("event.provider", documentScope), columns: documentColumns, cutKeys: ["id", "Id"],
        weakMatch: ["@timestamp", "event.action", "user.name", "source.ip"])

    static let elasticHits: Preset = {
        var preset = elasticDocuments.under(
            "_source", name: "elastic-hits", title: "search hits or an elasticdump file")
        preset.rejects = [.layout([.csv, .table])]
        preset.needs = [.has("_source"), .anyOf(["_index", "_id"])]
        preset.ids += RawEvent.ids(under: ["_source", "_source.message:"])
        preset.times += RawEvent.times(under: ["_source", "_source.message:"])
        preset.caps = [RowCap(windowCap.rows, windowCap.reason, .json)]
        return preset
    }()

    static let elasticFields: Preset = {
        var preset = elasticDocuments.under(
            "fields", name: "elastic-fields", title: "search hits with fields and no source")
        preset.rejects = [.layout([.csv, .table]), .has("_source")]
        preset.needs = [.has("fields"), .anyOf(["_index", "_id"])]
        preset.caps = elasticHits.caps
        return preset
    }()

    /// Google's qualifier is no id by itself.
    static let elasticGoogle: Preset = {
        var preset = elasticDocuments
        preset.name = "elastic-google-workspace"
        preset.title = "Google Workspace events in the Elastic Common Schema"
        preset.needs.append(.anyOf(["google_workspace", "gsuite"]))
        preset.ids = [[.time("@timestamp"), "event.id", "event.provider", "organization.id"]]
        preset.times = [.utc("@timestamp")]
        return preset
    }()

    private static let inputs: [FieldPath] = ["o365audit", "event.original:", "message:"]

    static let elasticPipelineInput = Preset(
        name: "elastic-raw-test", title: "events as an Elastic ingest pipeline receives them",
        needs: [.anyOf(["o365audit", "event.original", "message"])], hints: [.layout([.envelope("events")])],
        rejects: [
            .layout([.csv, .table]), .anyOf(["ecs", "event.kind", "data_stream", "_source"]), .has("labels"),
            .has("line"), .has("devicetime"),
        ],
        wrappers: inputs, ids: RawEvent.ids(under: inputs), times: RawEvent.times(under: inputs),
        scope: ScopeField("Workload", RawEvent.scope(under: inputs)), columns: RawEvent.columns(under: inputs),
        cutKeys: RawEvent.cutKeys)

    private static let csvNames: [FieldPath] = [
        "event.id", "event.action", "event.dataset", "_index", "_score", "o365.audit.Id", "okta.uuid",
        "azure.signinlogs.properties.id", "azure.auditlogs.properties.id", "aws.cloudtrail.event_id",
    ]

    static let kibanaCSV = Preset(
        name: "kibana-csv", title: "Kibana Discover CSV",
        needs: [.layout([.csv]), .has("@timestamp"), .anyOf(csvNames)],
        hints: [.has("event.id"), .shape("@timestamp", .kibanaTime)],
        rejects: [.has("_raw"), .shape("@timestamp", .slashedTime)],
        ids: documentIDs + ["_source:event.id", "_source:o365.audit.Id"], times: documentTimes.map { .ask($0.path) },
        ingested: ["event.ingested"], scope: ScopeField("event.provider", documentScope), columns: documentColumns,
        cutKeys: ["id", "Id"], weakMatch: ["@timestamp", "event.action", "user.name", "source.ip"], traits: .cellCap)

    static let openSearchCSV: Preset = {
        var preset = kibanaCSV
        preset.name = "opensearch-csv"
        preset.title = "OpenSearch Dashboards CSV"
        preset.hints = [.has("event.id")]
        preset.rejects = [.has("_raw")]
        preset.needs.append(.shape("@timestamp", .slashedTime))
        preset.caps = [RowCap(10_000, "OpenSearch Dashboards exports 10,000 rows", .csv)]
        return preset
    }()
}
