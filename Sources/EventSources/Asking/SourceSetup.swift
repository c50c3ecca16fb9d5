import Transport

/// A description with everything that settings add to it: what one pull of one source works with.
package struct SourceSetup: Sendable {
    /// The source's name in the configuration.
    package let name: String
    package let description: SourceDescription
    /// Texts that fill the holes of requests, by name; no credentials.
    package let settings: [String: String]
    /// Parts to ask one by one; empty for a source without parts.
    package let scopes: [FanOutValue]
    package let baseURL: String
    /// Waits for a number of seconds, or throws `CancellationError`.
    package let wait: @Sendable (Double) async throws -> Void

    /// Gathers them.
    package init(
        name: String, description: SourceDescription, settings: [String: String], scopes: [FanOutValue],
        baseURL: String,
        wait: @escaping @Sendable (Double) async throws -> Void
    ) {
        self.name = name
        self.description = description
        self.settings = settings
        self.scopes = scopes
        self.baseURL = baseURL
        self.wait = wait
    }

    /// The host asked, for messages.
    var host: String { URLText(baseURL).host ?? baseURL }

    /// The directory's GUID: the setting `tenant` where it is one, else what the token says; nil where no request names it.
    func tenant(_ asking: any ServiceAsking) async throws(TransportFailure) -> String? {
        guard description.steps.namesTenant, let tenant = settings["tenant"] else { return nil }
        let isGUID = tenant.utf8.count == 36 && tenant.allSatisfy { $0 == "-" || $0.isHexDigit }
        return isGUID ? tenant : try await asking.tokenClaims()?.tenant ?? tenant
    }
}
