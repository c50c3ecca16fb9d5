import AuditModel
import Pulling
import Settings
import Transport

extension BulkTarget {
    /// Enough to keep a cluster busy while answers travel.
    private static let batchesAtOnce = 4

    /// Makes the way to send `bulk`.
    static func make(_ map: SettingsMap, _ making: DeliveryMaking) throws(SettingsFault) -> any EventDelivery {
        let url = try ElasticSettings.url(map)
        guard let index = try map.text("index"), ElasticSettings.isIndexName(index), !index.contains("*") else {
            throw map.fault(
                "index", "the name of one index or data stream is wanted",
                fix: "write index: logs-o365.audit-default")
        }
        let pipeline = try map.text("pipeline")
        let format = try map.choice("format", BulkDocument.self) ?? (pipeline == nil ? .event : .message)
        let paths = try map.texts("id") ?? []
        for path in paths where RecordPath.steps(path).isEmpty {
            throw map.fault("id", "\"\(path)\" is no path of a field", fix: "write id: Id, or id: [Id, CreationTime]")
        }
        let check = try map.choice("check", Check.self) ?? .auto
        let auth = try ElasticSettings.auth(map, map.path, making.outside)
        let packs = try HTTPSettings.packs(map, usual: false)
        let settings = try DeliverySettings(map, mostBytes: mostBytes)
        try map.finish()
        let address = HTTPAddress(url)?.name ?? url
        var traits = DeliveryTraits(kind: .bulk, address: address, index: index, acknowledgement: .stored)
        traits.limits = settings.limits
        traits.batchesAtOnce = batchesAtOnce
        traits.refusesRepeats = true
        traits.undo = "delete by query: siemgap.plan is the plan's id"
        traits.remarks = [
            "documents are created under an id of their own; one that is there already is left as it is",
            "rules that look at new documents by their time may not see old ones; those that look at all may fire now",
        ]
        let target = BulkTarget(
            url: url, index: index, pipeline: pipeline, form: format, id: DocumentID(paths: paths), check: check,
            traits: traits)
        var recipe = HTTPDelivery.Recipe(auth: auth, hosts: [url], packs: packs)
        recipe.errors = ElasticRefusal.rules
        recipe.throttle = ElasticRefusal.throttle
        return HTTPDelivery(target, recipe, making)
    }

    /// The JSON schema of the settings.
    static var settingsSchema: JSONValue {
        DeliverySettings.schema(
            [
                HTTPSettings.url, TextStoreSchema.text("index", "The index or data stream that is written to."),
                TextStoreSchema.text("pipeline", "The ingest pipeline that documents go through."),
                HTTPSettings.choice(
                    "format", BulkDocument.allCases.map(\.rawValue),
                    "What a document holds: ECS with the record as text, the record's own members, or ECS with the text in message."
                ),
                .init("id", ConfigurationSchema.texts),
                HTTPSettings.choice(
                    "check", Check.allCases.map(\.rawValue), "Look for ids in the whole target before each batch."),
                .init("api_key", ConfigurationSchema.secret), HTTPSettings.token,
                TextStoreSchema.text("username", "User of HTTP Basic."),
                .init("password", ConfigurationSchema.secret), HTTPSettings.gzip,
            ], required: ["url", "index"])
    }
}
