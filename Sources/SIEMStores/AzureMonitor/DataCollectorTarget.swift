import AuditModel
import ByteScan
import Settings
import Transport

/// Azure Monitor's HTTP Data Collector API, which is no longer supported since 14 September 2026.
///
/// Source: learn.microsoft.com, "HTTP Data Collector API (deprecated)".
struct DataCollectorTarget: HTTPTarget {
    let url: String
    let table: String
    let columns: IngestionColumns
    let traits: DeliveryTraits

    /// Of a request.
    static let mostBytes = 30 << 20
    /// Longer values are cut by the service without a word.
    static let mostValueBytes = 32 << 10
    private static let version = "2016-04-01"

    var mostBodyBytes: Int? { Self.mostBytes }

    func call(_ events: [DeliveryEvent], marks: SentMarks) -> HTTPCall {
        HTTPCall(
            "POST", url + "/api/logs?api-version=" + Self.version,
            headers: [
                .init("Content-Type", "application/json"), .init("Log-Type", table),
                .init("time-generated-field", columns.original),
            ], body: columns.array(events, marks))
    }

    func reading(
        _ reply: HTTPReply, of events: [DeliveryEvent], _ asking: any ServiceAsking
    ) async -> TargetReading {
        .fates(events.map { _ in .taken })
    }

    /// A request of this size is answered as one to a wrong address.
    func reading(_ failure: TransportFailure, of events: [DeliveryEvent]) -> TargetReading? {
        failure.status == 404 && events.count > 1 ? .tooLarge : nil
    }

    func examination(_ asking: any ServiceAsking) async throws(TransportFailure) -> DeliveryExamination {
        var told = DeliveryExamination()
        told.product = "Azure Monitor HTTP Data Collector"
        told.remarks = ["\(traits.address) was not contacted: the API takes nothing but events"]
        return told
    }
}

extension DataCollectorTarget {
    /// Makes the way to send `data-collector`.
    static func make(_ map: SettingsMap, _ making: DeliveryMaking) throws(SettingsFault) -> any EventDelivery {
        guard try map.flag("unsupported") == true else {
            throw map.fault(
                "unsupported", "support for this API ended on 14 September 2026",
                fix: "use type: logs-ingestion, or write unsupported: true")
        }
        guard let workspace = try map.text("workspace"), GUIDSpelling(workspace) != nil else {
            throw map.fault("workspace", "the workspace's id is a GUID", fix: "copy it from the workspace's overview")
        }
        let usual = "https://\(workspace).ods.opinsights.azure.com"
        let url = try map.text("url") == nil ? usual : TextStoreSettings.address(map, "url")
        let table = try TextStoreSettings.required(map, "table", example: "Backfill")
        guard table.count <= 100, table.wholeMatch(of: /[A-Za-z0-9_]+/) != nil else {
            throw map.fault(
                "table", "up to 100 letters, digits and underscores are wanted", fix: "write table: Backfill")
        }
        let key = try HTTPSettings.requiredSecret(map, "shared_key", making)
        let columns = try IngestionColumns(map)
        var limits = DeliveryLimits()
        limits.eventBytes = mostValueBytes
        let settings = try DeliverySettings(map, usual: limits, mostBytes: mostBytes)
        try map.finish()
        var traits = DeliveryTraits(
            kind: .dataCollector, address: HTTPAddress(url)?.name ?? url, index: table + "_CL",
            acknowledgement: .received)
        traits.limits = settings.limits
        traits.remarks = [
            "support for this API ended on 14 September 2026; it may be gone any day",
            "columns get an ending by what their values look like: \(columns.id)_g for GUIDs, \(columns.id)_s for others",
        ]
        return HTTPDelivery(
            DataCollectorTarget(url: url, table: table, columns: columns, traits: traits),
            HTTPDelivery.Recipe(
                auth: .sharedKey(workspace: workspace, key), hosts: [url], errors: errors, packs: false), making)
    }

    /// Codes of the page's list; the fault of one event is not among them.
    private static var errors: ErrorRules {
        var rules = ErrorRules()
        rules.codePaths = ["Error", "error"]
        rules.messagePaths = ["Message", "message"]
        rules.classes = [
            "InvalidAuthorization": .fail(.unauthorized), "InactiveCustomer": .fail(.forbidden),
            "InvalidCustomerId": .fail(.forbidden),
        ]
        return rules
    }

    /// The JSON schema of the settings.
    static var settingsSchema: JSONValue {
        DeliverySettings.schema(
            [
                .init("unsupported", ConfigurationSchema.described("boolean", "Use it although it is not supported.")),
                TextStoreSchema.text("workspace", "The workspace's id, a GUID."),
                .init("shared_key", ConfigurationSchema.secret),
                TextStoreSchema.text("table", "The table, without _CL."),
                TextStoreSchema.text("url", "Another address of the API."), IngestionColumns.schema,
            ], required: ["unsupported", "workspace", "shared_key", "table"])
    }
}
