package import AuditModel

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
