import AuditModel
import Settings
import Transport

/// The setting `limits`: how fast a SIEM is asked.
enum StoreLimits {
    /// Reads `{requests: 200, per: 30s, in_flight: 5}`; what is left out is as usual.
    static func read(_ map: SettingsMap, usual: RateLimit) throws(SettingsFault) -> RateLimit {
        guard let own = try map.map("limits") else { return usual }
        var limits = usual
        if let requests = try own.integer("requests") { limits.requests = requests }
        if let period = try own.duration("per") { limits.perSeconds = Double(period) / 1_000_000_000 }
        if let inFlight = try own.integer("in_flight") { limits.inFlight = inFlight }
        guard limits.requests ?? 1 > 0, limits.perSeconds > 0, limits.inFlight > 0 else {
            throw own.fault(nil, "limits are at least 1", fix: "write {requests: 200, per: 30s, in_flight: 5}")
        }
        try own.finish()
        return limits
    }

    /// Its JSON schema.
    static let schema = ConfigurationSchema.closed([
        .init("requests", ["type": .string("integer"), "minimum": .integer(1)]),
        .init("per", ConfigurationSchema.duration),
        .init("in_flight", ["type": .string("integer"), "minimum": .integer(1)]),
    ])
}
