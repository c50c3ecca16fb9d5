import AuditModel
import FileAccess
import Pulling
import Settings
import Transport

extension CloudTrailFilesSource {
    private static let largestKeys = 16 << 20

    /// Makes the source from its settings: `path`, `public_keys`, `regions`, `accounts`.
    ///
    /// Looks through the folder for its regions; a folder that cannot be read shows when the source is asked.
    static func make(_ named: NamedSource, _ making: SourceMaking) throws(SettingsFault) -> MadeSource {
        let map = try named.map()
        guard let path = try map.text("path"), !path.isEmpty else {
            throw map.fault(nil, "path is missing", fix: "write path: FOLDER, the copy of a trail's bucket")
        }
        let keys = try keys(map)
        let regions = try map.texts("regions") ?? []
        let choice = TrailFolder.Choice(regions: regions, accounts: try map.texts("accounts") ?? [])
        try map.finish()
        let trimmed = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        let ledger = TrailLedger(TrailFolder(trimmed, choice), keys: keys)
        let client = ClientRecipe(
            auth: .none, hosts: [], rate: RateLimit(requests: nil, perSeconds: 1, inFlight: 2),
            throttle: ThrottleRules(), errors: ErrorRules())
        return MadeSource(source: CloudTrailFilesSource(ledger, regions: regions), client: client)
    }

    /// The JSON schema of the settings.
    static var schema: JSONValue {
        let text: JSONValue = ["type": .string("string")]
        let texts: JSONValue = ["$ref": .string("#/$defs/texts")]
        return [
            "type": .string("object"),
            "properties": ["path": text, "public_keys": text, "regions": texts, "accounts": texts],
            "required": .array([.string("path")]), "additionalProperties": .bool(false),
        ]
    }

    private static func keys(_ map: SettingsMap) throws(SettingsFault) -> TrailKeys? {
        guard let path = try map.text("public_keys") else { return nil }
        let bytes: [UInt8]
        do throws(FileFailure) {
            bytes = try TrailBytes.all(of: path, atMost: largestKeys)
        } catch {
            throw map.fault("public_keys", "\(path) cannot be read: \(error.reason)", fix: "name a file")
        }
        guard let keys = TrailKeys(bytes) else {
            throw map.fault(
                "public_keys", "\(path) holds no public key",
                fix: "save the answer of aws cloudtrail list-public-keys there, or a key in PEM")
        }
        return keys
    }
}
