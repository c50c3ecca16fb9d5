/// A target that takes events and cannot be asked.
struct DeadStore: SimulatedService {
    let context: StoreContext

    func answer(_ request: SimulatorRequest) -> SimulatorResponse? { nil }

    func configuration(at address: String) -> ServiceConfiguration? {
        ServiceConfiguration(name: context.name, keys: [.init("type", "none")])
    }
}
