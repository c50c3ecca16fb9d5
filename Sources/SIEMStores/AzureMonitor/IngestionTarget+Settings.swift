import AuditModel
import Settings
import Transport

extension IngestionTarget {
    /// Clouds and what tokens are for there: learn.microsoft.com, "Logs Ingestion API", and the national clouds' lists.
    private enum Cloud: String, CaseIterable {
        case worldwide
        case gccHigh = "gcc-high"
        case china

        var login: String {
            switch self {
            case .worldwide: "https://login.microsoftonline.com"
            case .gccHigh: "https://login.microsoftonline.us"
            case .china: "https://login.chinacloudapi.cn"
            }
        }

        var resource: String {
            switch self {
            case .worldwide: "https://monitor.azure.com/"
            case .gccHigh: "https://monitor.azure.us/"
            case .china: "https://monitor.azure.cn/"
            }
        }
    }

    private static let version = "2023-01-01"
    private static let batchesAtOnce = 4

    /// Makes the way to send `logs-ingestion`.
    static func make(_ map: SettingsMap, _ making: DeliveryMaking) throws(SettingsFault) -> any EventDelivery {
        let endpoint = try TextStoreSettings.address(map, "url")
        let rule = try TextStoreSettings.required(map, "rule", example: "dcr-00000000000000000000000000000000")
        let stream = try TextStoreSettings.required(map, "stream", example: "Custom-Backfill_CL")
        for (key, text) in [("rule", rule), ("stream", stream)] where text.wholeMatch(of: /[A-Za-z0-9_-]+/) == nil {
            throw map.fault(key, "letters, digits, dashes and underscores are wanted", fix: "copy it from the rule")
        }
        let cloud = try map.choice("cloud", Cloud.self) ?? .worldwide
        let entra = try EntraClient(map, login: cloud.login, resource: cloud.resource, for: map.path, making.outside)
        let columns = try IngestionColumns(map)
        let packs = try HTTPSettings.packs(map)
        var usual = DeliveryLimits()
        usual.batchBytes = mostBytes * 3 / 4
        usual.eventBytes = mostValueBytes
        let settings = try DeliverySettings(map, usual: usual, mostBytes: mostBytes)
        try map.finish()
        var traits = DeliveryTraits(
            kind: .logsIngestion, address: HTTPAddress(endpoint)?.name ?? endpoint, index: stream,
            acknowledgement: .received)
        traits.limits = settings.limits
        traits.batchesAtOnce = batchesAtOnce
        traits.remarks = [
            "TimeGenerated of events older than 2 days is replaced by the time of arrival; \(columns.original) keeps it",
            "columns that the stream does not declare, and rows that its transformation filters, are dropped without a word",
            "rows of a new table can be found after some minutes",
        ]
        let target = IngestionTarget(
            url: "\(endpoint)/dataCollectionRules/\(rule)/streams/\(stream)?api-version=\(version)", columns: columns,
            traits: traits)
        var recipe = HTTPDelivery.Recipe(auth: .token(entra.grant), hosts: [endpoint], packs: packs)
        recipe.errors.codePaths = ["error.code"]
        recipe.errors.messagePaths = ["error.message"]
        recipe.errors.requestIDHeaders = ["x-ms-request-id"]
        return HTTPDelivery(target, recipe, making)
    }

    /// The JSON schema of the settings.
    static var settingsSchema: JSONValue {
        DeliverySettings.schema(
            [
                TextStoreSchema.text("url", "The logs ingestion endpoint of the rule or of a collection endpoint."),
                TextStoreSchema.text("rule", "The rule's immutable id."),
                TextStoreSchema.text("stream", "The stream, such as Custom-Backfill_CL."),
                HTTPSettings.choice("cloud", Cloud.allCases.map(\.rawValue), "The cloud of the workspace."),
                IngestionColumns.schema, HTTPSettings.gzip,
            ] + EntraClient.schema, required: ["url", "rule", "stream", "tenant", "client_id"])
    }
}
