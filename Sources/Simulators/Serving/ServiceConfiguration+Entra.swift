extension ServiceConfiguration {
    /// An entry for a source behind Microsoft's login, with the simulator in the place of every cloud host.
    static func entra(_ source: String, at address: String, client: SimulatorClient) -> ServiceConfiguration {
        ServiceConfiguration(
            name: source,
            keys: [
                Key("type", source), Key("tenant", Tenant.id), Key("client_id", client.id),
                Key("client_secret", "{env: SIMULATOR_CLIENT_SECRET}"), Key("login_url", address),
                Key("base_url", address),
            ], environment: [Key("SIMULATOR_CLIENT_SECRET", client.secret)])
    }
}
