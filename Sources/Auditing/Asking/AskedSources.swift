package import Settings
package import Transport

/// Makes configured sources ready to be asked, over one transport that is closed in the end.
package enum AskedSources {
    /// Lends the sources in their order.
    ///
    /// - Parameter observe: told what the transport does, from any thread.
    /// - Throws: what `body` throws, or `SettingsFault` and `TransportSetupFault` before anything is asked.
    package static func with<Result: Sendable>(
        _ sources: [NamedSource], network: NetworkSettings, context: RunContext,
        observe: @escaping @Sendable (TransportEvent) -> Void, _ body: ([AskedSource]) async throws -> Result
    ) async throws -> Result {
        let surroundings = context.transport(observe: observe)
        let settings = TransportSettings(network)
        let transport = try NetworkTransport(settings, context: surroundings)
        do {
            let result = try await body(
                try sources.map { named in
                    try AskedSource(named, transport: transport, settings: settings, context: surroundings)
                })
            await transport.shutdown()
            return result
        } catch {
            await transport.shutdown()
            throw error
        }
    }
}
