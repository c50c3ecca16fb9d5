import Simulators

/// Losses of the transport and the store.
extension ThirdLaws {
    static let stores = StoreNumbers(
        rate: .init(shares: 0.015...0.9, least: 450),
        folds: .init(bursts: 0.04...0.35, faults: ["fold", "fold=5", "fold=30"]), forgotten: 0.015...0.5,
        samples: .init(shares: [0.45, 0.35, 0.15, 1.0 / 12, 0.06], days: 4, later: 8, volumes: 0.5...0.9),
        chance: .init(shares: 0.0008...0.55, singles: 0.7, mostResent: 0.4), otherShapes: 2,
        // Limits of transports and of mappings that the families before do not have.
        sizes: .init(limits: [2_500, 6_000, 12_288, 24_576, 50_000, 100_000], times: 10, shares: 0.02...0.45) {
            $0.chance(0.4)
        },
        lines: .init(
            officeTypes: [.init("AzureActiveDirectory", share: 0.6), .init("MicrosoftTeams", share: 0.4)],
            shares: 0.008...0.25))
}
