import AuditModel
import Pulling
import Settings

/// The setting `tls` of a target that is no HTTP service: whom to trust, and what to show.
///
/// HTTP targets trust whom `network.ca` names, as all requests do.
struct DeliveryTLS: Sendable {
    /// Paths of PEM files with further authorities to trust; empty for the system's alone.
    let authorities: [String]
    /// The client's certificates, PEM, and the key that belongs to them; nil where none is shown.
    let identity: Identity?
    /// The name that the server's certificate must have; nil for the one in the address.
    let serverName: String?

    /// A client's certificate and key, both PEM.
    struct Identity: Sendable {
        let certificates: Secret
        let key: Secret
    }

    /// Reads `tls: {ca: {file: F}, certificate: {file: F}, key: {file: F}, server_name: N}`; nil when it is not there.
    init?(_ map: SettingsMap, _ outside: SourceMaking) throws(SettingsFault) {
        guard let own = try map.map("tls") else { return nil }
        authorities = try Self.files("ca", own)
        serverName = try own.text("server_name")
        let certificate = try Self.files("certificate", own).first
        let key = try own.secret("key")
        try own.finish()
        switch (certificate, key) {
        case (nil, nil): identity = nil
        case (let path?, let key?):
            identity = Identity(
                certificates: try outside.resolve(.file(path), "\(own.path).certificate"),
                key: try outside.resolve(key, "\(own.path).key"))
        case (_?, nil):
            throw own.fault(nil, "the certificate's key is missing", fix: "add key: {file: client.key}")
        case (nil, _?):
            throw own.fault(nil, "the key's certificate is missing", fix: "add certificate: {file: client.pem}")
        }
    }

    private static func files(_ key: String, _ map: SettingsMap) throws(SettingsFault) -> [String] {
        guard let own = try map.map(key) else { return [] }
        let paths = try own.texts("file") ?? []
        try own.finish()
        guard !paths.isEmpty, !paths.contains("") else {
            throw map.fault(key, "a file is wanted", fix: "write \(key): {file: \(key).pem}")
        }
        return paths
    }

    /// Its JSON schema.
    static let schema: JSONValue = {
        let file = ConfigurationSchema.closed([.init("file", ConfigurationSchema.texts)], required: ["file"])
        return ConfigurationSchema.closed([
            .init("ca", file), .init("certificate", file), .init("key", ConfigurationSchema.secret),
            .init("server_name", ConfigurationSchema.described("string", "The name in the server's certificate.")),
        ])
    }()
}
