/// The one application registered with a simulator, whose credentials every simulated login accepts.
package struct SimulatorClient: Sendable {
    /// A GUID, where the service names clients by one.
    package let id: String
    /// A secret of the simulator alone; it opens nothing else.
    package let secret: String
    /// The client's certificate and RSA key, PEM; nil: only the secret is accepted.
    package var certificate: ClientCertificate?
    /// App roles in its tokens.
    package var roles: [String]

    /// Registers an application.
    package init(
        id: String = "4b7a0000-0000-4000-8000-000000009c02", secret: String = "sim~secret.Not-Real_0000000000000000",
        certificate: ClientCertificate? = nil, roles: [String] = Self.allRoles
    ) {
        self.id = id
        self.secret = secret
        self.certificate = certificate
        self.roles = roles
    }

    /// Every role the simulated Microsoft services ask for.
    package static let allRoles = [
        "AuditLog.Read.All", "Directory.Read.All", "IdentityRiskEvent.Read.All", "AuditLogsQuery.Read.All",
        "ActivityFeed.Read", "ActivityFeed.ReadDlp", "Data.Read",
    ]
}
