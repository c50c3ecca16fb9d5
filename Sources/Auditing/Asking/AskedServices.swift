package import Settings
package import Transport

/// Configured sources and SIEMs that are ready to be asked.
package struct AskedServices: Sendable {
    /// In the order they were named.
    package let sources: [AskedSource]
    /// In the order they were named.
    package let stores: [AskedStore]

    /// Lends services over one transport that is closed in the end.
    ///
    /// - Parameters:
    ///   - asksWhole: whether whole events are asked for of SIEMs, not only ids, times and lengths.
    ///   - observe: told what the transport does, from any thread.
    /// - Throws: what `body` throws, or `SettingsFault` and `TransportSetupFault` before anything is asked.
    package static func with<Result: Sendable>(
        _ sources: [NamedSource], siems: [NamedSIEM] = [], asksWhole: Bool = false, network: NetworkSettings,
        context: RunContext, observe: @escaping @Sendable (TransportEvent) -> Void,
        _ body: (AskedServices) async throws -> Result
    ) async throws -> Result {
        let surroundings = context.transport(observe: observe)
        let settings = TransportSettings(network)
        let transport = try NetworkTransport(settings, context: surroundings)
        do {
            let services = AskedServices(
                sources: try sources.map { named in
                    try AskedSource(named, transport: transport, settings: settings, context: surroundings)
                },
                stores: try siems.map { named in
                    try AskedStore(
                        named, asksWhole: asksWhole, transport: transport, settings: settings, context: surroundings)
                })
            let result = try await body(services)
            await transport.shutdown()
            return result
        } catch {
            await transport.shutdown()
            throw error
        }
    }
}
