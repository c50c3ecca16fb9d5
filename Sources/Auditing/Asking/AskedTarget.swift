import Pulling
package import SIEMStores
package import Settings
package import Transport

/// A configured SIEM that events are sent to, and that is asked what it holds where it can be.
package struct AskedTarget: Sendable {
    package let named: NamedSIEM
    package let delivery: any EventDelivery
    /// Nil where it can only be sent to, or is read as files.
    package let store: AskedStore?
    private let shutdown: @Sendable () async -> Void

    /// Gathers a target's parts.
    ///
    /// - Parameter shutdown: ends what the parts share; called once.
    package init(
        named: NamedSIEM, delivery: any EventDelivery, store: AskedStore?,
        shutdown: @escaping @Sendable () async -> Void
    ) {
        self.named = named
        self.delivery = delivery
        self.store = store
        self.shutdown = shutdown
    }

    /// Makes the ways to send and to ask; credentials are fetched, and nothing is contacted.
    ///
    /// - Parameters:
    ///   - marks: what is put beside each event.
    ///   - asksTexts: whether the SIEM is asked for events' texts beside ids and times.
    ///   - observe: told what the transport does, from any thread.
    /// - Throws: `SettingsFault` or `TransportSetupFault`.
    package static func open(
        _ named: NamedSIEM, marks: DeliveryMarks, asksTexts: Bool = false, network: NetworkSettings,
        context: RunContext, observe: @escaping @Sendable (TransportEvent) -> Void
    ) async throws -> AskedTarget {
        let surroundings = context.transport(observe: observe)
        let settings = TransportSettings(network)
        let transport = try NetworkTransport(settings, context: surroundings)
        do {
            let making = DeliveryMaking(
                SourceMaking(surroundings),
                client: { recipe, retry in
                    ServiceClient(
                        settings: settings, auth: recipe.auth, hosts: recipe.hosts, rate: recipe.rate,
                        throttle: recipe.throttle, errors: recipe.errors, context: surroundings, transport: transport,
                        notes: ServiceNotes(named.name, named.deliver ?? named.node), retry: retry)
                }, network: settings, context: surroundings, marks: marks)
            let store =
                named.canBeAsked
                ? try AskedStore(
                    named, asksWhole: false, asksTexts: asksTexts, transport: transport, settings: settings,
                    context: surroundings) : nil
            return AskedTarget(
                named: named, delivery: try DeliveryRegistry.delivery(named, making: making), store: store,
                shutdown: { await transport.shutdown() })
        } catch {
            await transport.shutdown()
            throw error
        }
    }

    /// Ends all connections.
    package func close() async {
        await delivery.close()
        await shutdown()
    }
}
