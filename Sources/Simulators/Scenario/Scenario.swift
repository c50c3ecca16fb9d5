/// A tenant, what its services do wrong, and what the collector and the SIEM behind it do wrong.
///
/// The same scenario, seed and start give the same events, answers and losses.
package struct Scenario: Hashable, Sendable {
    package var name: String
    package var seed: UInt64
    package var tenant: TenantPlan
    package var api: [APIFault]
    package var collector: [CollectorPlan]
    package var siem: SIEMPlan
    /// How long the auditor takes an event to need until it is final, nanoseconds; nil: all are.
    package var settle: Int64?
    /// The types that the auditor asks the authority for; nil: all.
    package var asked: [String]?

    /// Describes a scenario.
    package init(
        name: String, seed: UInt64, tenant: TenantPlan, api: [APIFault] = [], collector: [CollectorPlan] = [],
        siem: SIEMPlan = SIEMPlan(kind: "elasticsearch"), settle: Int64? = nil, asked: [String]? = nil
    ) {
        self.name = name
        self.seed = seed
        self.tenant = tenant
        self.api = api
        self.collector = collector
        self.siem = siem
        self.settle = settle
        self.asked = asked
    }
}
