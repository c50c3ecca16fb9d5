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

    /// Describes a scenario.
    package init(
        name: String, seed: UInt64, tenant: TenantPlan, api: [APIFault] = [], collector: [CollectorPlan] = [],
        siem: SIEMPlan = SIEMPlan(kind: "elasticsearch")
    ) {
        self.name = name
        self.seed = seed
        self.tenant = tenant
        self.api = api
        self.collector = collector
        self.siem = siem
    }
}
