import Simulators

/// Families that plant most causes alike but for the tenants and the numbers they draw.
///
/// What a family does in a turn of its own it declares itself.
protocol NumberedLaws: LawFamily {
    static var polls: PollNumbers { get }
    static var stores: StoreNumbers { get }
    /// The log of any service, unless an earlier law has chosen one.
    static func log(_ scenario: inout Scenario, _ draw: inout Draw)
    /// A log that a collector can keep up with; gives how far behind now it asks, in nanoseconds.
    static func steadyLog(_ scenario: inout Scenario, _ draw: inout Draw) -> Int64
}
