package import SIEMStores

/// A plan that was just made, with what applying it will mean.
package struct PlanForecast: Sendable {
    package let plan: BackfillPlan
    package let folder: PlanFolder
    package let traits: DeliveryTraits
    package let expiry: ExpiryForecast

    /// Whole seconds that sending takes at the rate; nil where no rate bounds it.
    package var seconds: Int? {
        let events = plan.limits.eventsPerSecond.map { Double(plan.events.count) / $0 }
        let bytes = plan.limits.bytesPerSecond.map { Double(plan.events.bytes) / $0 }
        return [events, bytes].compactMap(\.self).max().map { Int($0.rounded(.up)) }
    }
}
