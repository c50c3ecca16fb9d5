package import Transport

/// What a service's client is made of, network settings aside.
package struct ClientRecipe: Sendable {
    package let auth: AuthStyle
    /// The URLs whose hosts may see the credential.
    package let hosts: [String]
    package let rate: RateLimit
    package let throttle: ThrottleRules
    package let errors: ErrorRules

    /// Gathers a recipe.
    package init(auth: AuthStyle, hosts: [String], rate: RateLimit, throttle: ThrottleRules, errors: ErrorRules) {
        self.auth = auth
        self.hosts = hosts
        self.rate = rate
        self.throttle = throttle
        self.errors = errors
    }
}
