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
