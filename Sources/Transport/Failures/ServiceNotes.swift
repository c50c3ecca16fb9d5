/// What the configuration knows of a service and its messages should name.
package struct ServiceNotes: Hashable, Sendable {
    /// The source's name, such as `m365`.
    package var source: String?
    /// Where the credential comes from, such as `M365_CLIENT_SECRET (siemgap.yaml:14)`; never the credential itself.
    package var credentialOrigin: String?
    /// The application's id.
    package var application: String?
    /// Roles or scopes the source needs.
    package var wantedRoles: [String] = []
    /// Where the rate is set, such as `limits (siemgap.yaml:18)`.
    package var rateSetting: String?

    /// Nothing known.
    package init() {}
}
