import AuditModel
import Settings

extension FileDelivery {
    /// Makes the way to send `file` from its settings.
    static func make(_ map: SettingsMap, _ making: DeliveryMaking) throws(SettingsFault) -> any EventDelivery {
        guard let path = try map.text("path"), !path.isEmpty, !path.hasSuffix("/") else {
            throw map.fault("path", "the name of a file is wanted", fix: "write path: backfill/o365.ndjson")
        }
        let rotate = try map.size("rotate")
        guard rotate != 0 else { throw map.fault("rotate", "it is not 0", fix: "write rotate: 100MiB") }
        let settings = try DeliverySettings(map)
        try map.finish()
        var traits = DeliveryTraits(kind: .file, address: path, acknowledgement: .stored)
        traits.limits = settings.limits
        traits.keepsEventTime = false
        traits.remarks = [
            "the file and its older parts are read before events are sent again; what is there is left out",
            "the shipper that follows the file decides which time an event gets",
        ]
        let framing = LineFraming(marks: RecordMarks(making.marks), mostBytes: settings.limits.eventBytes)
        return FileDelivery(
            traits, EventFile(path: path, mostBytes: rotate), framing: framing, context: making.context)
    }

    /// The JSON schema of its settings.
    static let schema: JSONValue = DeliverySettings.schema(
        [
            .init("path", ConfigurationSchema.described("string", "The file that events are appended to.")),
            .init("rotate", ConfigurationSchema.size),
        ], required: ["path"])
}
