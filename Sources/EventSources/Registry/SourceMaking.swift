package import AuditModel
package import Settings

/// What making a source takes from outside.
package struct SourceMaking: Sendable {
    /// Fetches a credential; the text says what needs it.
    package let resolve: @Sendable (SecretReference, String) throws(SettingsFault) -> Secret
    /// Waits for a number of seconds, or throws `CancellationError`.
    package let wait: @Sendable (Double) async throws -> Void

    /// Gathers it.
    package init(
        resolve: @escaping @Sendable (SecretReference, String) throws(SettingsFault) -> Secret,
        wait: @escaping @Sendable (Double) async throws -> Void
    ) {
        self.resolve = resolve
        self.wait = wait
    }

    /// Fetches credentials as commands do.
    package init(resolver: SecretResolver, wait: @escaping @Sendable (Double) async throws -> Void) {
        self.init(
            resolve: { reference, purpose throws(SettingsFault) in try resolver.resolve(reference, for: purpose) },
            wait: wait)
    }
}

/// A source and what its client is made of.
package struct MadeSource: Sendable {
    package let source: any EventSource
    package let client: ClientRecipe
    /// What was asked with, for the recording: names and texts, no credentials.
    package let settings: JSONValue

    /// Puts them together.
    package init(source: any EventSource, client: ClientRecipe, settings: JSONValue = .object([])) {
        self.source = source
        self.client = client
        self.settings = settings
    }
}
