package import AuditModel
import EventSources
package import Pulling
package import Settings
package import Transport

/// A configured source with everything needed to ask it.
package struct AskedSource: Sendable {
    package let name: String
    package let source: any EventSource
    package let client: ServiceClient
    /// What tells this source from others of its type; no secrets.
    package let settings: JSONValue
    /// How it says who it is.
    package let auth: AuthStyle

    /// Makes the source and its client; its credentials are fetched, and nothing is asked.
    ///
    /// - Throws: `SettingsFault` for settings or a credential that cannot be used.
    package init(
        _ named: NamedSource, transport: any HTTPTransport, settings: TransportSettings, context: TransportContext
    ) throws {
        let made = try SourceRegistry.source(named, making: SourceMaking(context))
        self.init(
            made.source, settings: made.settings,
            client: ServiceClient(
                made.client, ServiceNotes(named.name, named.node), transport, settings, context),
            auth: made.client.auth, name: named.name)
    }

    init(
        _ source: any EventSource, settings: JSONValue, client: ServiceClient, auth: AuthStyle, name: String
    ) {
        self.name = name
        self.source = source
        self.client = client
        self.settings = settings
        self.auth = auth
    }
}

extension SourceMaking {
    /// Fetches credentials as commands do.
    init(_ context: TransportContext) {
        self.init(
            resolver: SecretResolver(environment: context.environment, uptime: context.uptime), wait: context.wait)
    }
}

extension ServiceClient {
    /// The client that a service's recipe describes.
    convenience init(
        _ recipe: ClientRecipe, _ notes: ServiceNotes, _ transport: any HTTPTransport, _ settings: TransportSettings,
        _ context: TransportContext
    ) {
        self.init(
            settings: settings, auth: recipe.auth, hosts: recipe.hosts, rate: recipe.rate,
            throttle: recipe.throttle, errors: recipe.errors, context: context, transport: transport, notes: notes)
    }
}

extension ServiceNotes {
    /// What the configuration says of a source or SIEM, credentials by where they are kept.
    init(_ name: String, _ node: SettingsNode) {
        self.init()
        source = name
        guard case .map(let entries, _) = node else { return }
        for entry in entries {
            switch (entry.key, entry.value) {
            case ("client_id", .scalar(let text, _, _)): application = text
            case ("limits", _): rateSetting = "limits (\(entry.keyMark.text))"
            case (_, .map(let members, _)) where credentialOrigin == nil:
                guard let origin = members.first(where: { ["env", "file", "command"].contains($0.key) }) else {
                    continue
                }
                let text = if case .scalar(let text, _, _) = origin.value { text } else { entry.key }
                credentialOrigin = "\(text) (\(entry.keyMark.text))"
            case _: continue
            }
        }
    }
}

extension TransportSettings {
    /// The configuration's network settings.
    package init(_ network: NetworkSettings) {
        self.init()
        proxy = network.proxy
        authorities = network.authorities
        connectSeconds = Double(network.connect) / 1e9
        headSeconds = Double(network.head) / 1e9
        idleSeconds = Double(network.idle) / 1e9
        totalSeconds = Double(network.total) / 1e9
        largestBytes = network.largest
    }
}

extension RunContext {
    /// What a transport of this run takes from outside.
    package func transport(observe: @escaping @Sendable (TransportEvent) -> Void) -> TransportContext {
        let randomBytes = randomBytes
        return TransportContext(
            now: now, uptime: uptime, wait: wait,
            jitter: {
                let word = randomBytes(4).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
                return Double(word) / Double(UInt64(1) << 32)
            }, randomBytes: randomBytes, environment: environment, cancelFlag: cancelFlag, observe: observe)
    }
}
