import Pulling
package import SIEMStores
package import Settings
package import Transport

/// A configured SIEM with everything needed to ask it.
package struct AskedStore: Sendable {
    package let store: any SIEMStore
    /// The same as a source of slices, and how it is reached.
    package let asked: AskedSource

    /// Its name in the configuration.
    package var name: String { asked.name }

    /// Makes the SIEM and its client; its credentials are fetched, and nothing is asked.
    ///
    /// - Parameters:
    ///   - asksWhole: whether whole events are asked for, not only ids, times and lengths.
    ///   - asksTexts: whether their texts are asked for beside these.
    /// - Throws: `SettingsFault` for settings or a credential that cannot be used.
    package init(
        _ named: NamedSIEM, asksWhole: Bool, asksTexts: Bool = false, transport: any HTTPTransport,
        settings: TransportSettings, context: TransportContext
    ) throws {
        let making = StoreMaking(SourceMaking(context), asksWhole: asksWhole, asksTexts: asksTexts)
        let made = try StoreRegistry.store(named, making: making)
        store = made.store
        asked = AskedSource(
            made.store, settings: made.settings,
            client: ServiceClient(
                made.client, ServiceNotes(named.name, named.node), transport, settings, context),
            auth: made.client.auth, name: named.name)
    }
}
