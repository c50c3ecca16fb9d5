/// A kind of source the simulator can play.
package struct ServiceEntry: Sendable {
    /// How it writes records.
    package let shape: any EventShape
    /// The faults that can happen to it; others in a scenario leave it alone.
    package let faults: Set<FaultCode>
    /// Whether clients log in with a key alone, so that there has to be one.
    package let needsKey: Bool
    /// Makes the service for a tenant.
    package let make: @Sendable (ServiceContext) -> any SimulatedService

    /// The configuration type, such as `graph-sign-ins`.
    package var source: String { shape.source }

    /// Describes a kind of source.
    package init(
        shape: any EventShape, faults: Set<FaultCode>, needsKey: Bool = false,
        make: @escaping @Sendable (ServiceContext) -> any SimulatedService
    ) {
        self.shape = shape
        self.faults = faults
        self.needsKey = needsKey
        self.make = make
    }
}

/// Every kind of source the simulator can play, in the order in which `simulate` lists them.
package enum ServiceCatalogue {
    package static let entries: [ServiceEntry] = microsoft + others

    /// The entry of a configuration type; nil when there is none.
    package static func entry(_ source: String) -> ServiceEntry? { entries.first { $0.source == source } }
}
