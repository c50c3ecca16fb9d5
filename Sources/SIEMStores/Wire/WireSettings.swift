import AuditModel
import NIOCore
import Pulling
import Settings
import Transport

/// The settings of targets that are reached by a connection of their own: `url` and `tls`.
struct WireSettings: Sendable {
    let address: WireAddress
    let line: WireLine

    /// Reads them, and the files that `tls` names.
    init(
        _ map: SettingsMap, _ making: DeliveryMaking, schemes: [WireAddress.Scheme], example: String
    ) throws(SettingsFault) {
        guard let text = try map.text("url"), let address = WireAddress(text), schemes.contains(address.scheme) else {
            let names = schemes.map { "\($0.rawValue)://" }.joined(separator: " ")
            throw map.fault(
                "url", "an address with a port is wanted, beginning with one of \(names)", fix: "write url: \(example)")
        }
        self.address = address
        let own = try DeliveryTLS(map, making.outside)
        guard own == nil || address.scheme == .tls || address.scheme == .relp else {
            throw map.fault("tls", "\(address.scheme.rawValue):// speaks no TLS", fix: "write url: \(example)")
        }
        var tls: WireTLS?
        if own != nil || address.scheme == .tls {
            tls = try WireTLS(own, authorities: making.network.authorities, in: map)
        }
        let dialer = WireDialer(
            address: address, tls: tls, connectSeconds: making.network.connectSeconds,
            idleSeconds: making.network.idleSeconds)
        line = WireLine(dialer: dialer, policy: RetryPolicy(), context: making.context)
    }

    /// The JSON schema of their members.
    static let schema: [JSONValue.Member] = [
        .init("url", ConfigurationSchema.described("string", "udp://, tcp://, tls:// or relp://, host and port.")),
        .init("tls", DeliveryTLS.schema),
    ]
}
