import AuditModel
import Settings

/// The settings that every way to send has: `batch`, `rate`, `max_event`, `max_age`.
struct DeliverySettings: Sendable {
    /// What the target takes, after the person's settings.
    let limits: DeliveryLimits

    /// Reads them.
    ///
    /// - Parameters:
    ///   - usual: what holds unless the entry says otherwise; an age or a size named there may be widened, since
    ///     servers can be set up to take more.
    ///   - mostBytes: the largest batch the service takes at all; nil where it does not say.
    init(
        _ map: SettingsMap, usual: DeliveryLimits = DeliveryLimits(), mostBytes: Int? = nil
    ) throws(SettingsFault) {
        var limits = usual
        if let batch = try map.map("batch") {
            limits.batchEvents = try batch.integer("events") ?? limits.batchEvents
            limits.batchBytes = try batch.size("bytes") ?? limits.batchBytes
            try batch.finish()
            guard limits.batchEvents > 0, limits.batchBytes > 0 else {
                throw batch.fault(nil, "a batch holds at least 1", fix: "write batch: {events: 500, bytes: 1MiB}")
            }
            if let mostBytes, limits.batchBytes > mostBytes {
                throw batch.fault(
                    "bytes", "the target takes \(mostBytes) bytes at most",
                    fix: "write bytes: \(SizeText.shortest(mostBytes))")
            }
        }
        if let rate = try map.map("rate") {
            limits.eventsPerSecond = try rate.integer("events").map(Double.init) ?? limits.eventsPerSecond
            limits.bytesPerSecond = try rate.size("bytes").map(Double.init) ?? limits.bytesPerSecond
            try rate.finish()
            guard limits.eventsPerSecond ?? 1 > 0, limits.bytesPerSecond ?? 1 > 0 else {
                throw rate.fault(nil, "a rate is at least 1", fix: "write rate: {events: 500, bytes: 1MiB}")
            }
        }
        if let size = try map.size("max_event") {
            guard size > 0 else { throw map.fault("max_event", "it is not 0", fix: "write max_event: 256KiB") }
            limits.eventBytes = size
        }
        if let age = try map.duration("max_age") { limits.oldestSeconds = age / 1_000_000_000 }
        self.limits = limits
    }

    /// The JSON schema of a way to send: the settings all have and its own.
    static func schema(_ own: [JSONValue.Member], required: [String] = []) -> JSONValue {
        ConfigurationSchema.closed(common + own, required: required)
    }

    private static let common: [JSONValue.Member] = {
        let count: JSONValue = ["type": .string("integer"), "minimum": .integer(1)]
        let amounts = ConfigurationSchema.closed([.init("events", count), .init("bytes", ConfigurationSchema.size)])
        return [
            .init("batch", amounts), .init("rate", amounts), .init("max_event", ConfigurationSchema.size),
            .init("max_age", ConfigurationSchema.duration),
        ]
    }()
}
