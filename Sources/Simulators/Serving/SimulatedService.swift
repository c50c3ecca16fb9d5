/// A service that answers some paths of the simulator.
package protocol SimulatedService: Sendable {
    /// Answers, or nil when the path is none of this service's; never blocks.
    func answer(_ request: SimulatorRequest) -> SimulatorResponse?
    /// What a client has to be told to use the service at that address, such as `https://127.0.0.1:8443`.
    func configuration(at address: String) -> ServiceConfiguration?
}

extension SimulatedService {
    /// Nothing to configure.
    package func configuration(at address: String) -> ServiceConfiguration? { nil }
}

/// A source entry of a `siemgap.yaml` and the environment variables it refers to.
package struct ServiceConfiguration: Hashable, Sendable {
    /// The entry's name under `sources:`.
    package let name: String
    /// The keys of the entry, in order, as YAML text: `type` and `graph-sign-ins`.
    package let keys: [Key]
    /// Names and values; the values are secrets of the simulator alone.
    package let environment: [Key]

    /// A name and its value.
    package struct Key: Hashable, Sendable {
        package let name: String
        package let value: String

        /// Makes a pair.
        package init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// Describes an entry.
    package init(name: String, keys: [Key], environment: [Key] = []) {
        self.name = name
        self.keys = keys
        self.environment = environment
    }
}
