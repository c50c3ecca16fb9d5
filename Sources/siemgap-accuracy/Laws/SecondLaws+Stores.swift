import Simulators

/// Losses of the transport and the store.
extension SecondLaws {
    static let stores = StoreNumbers(
        rate: .init(shares: 0.02...0.95, least: 500),
        folds: .init(bursts: 0.05...0.3, faults: ["fold", "fold=10", "fold=60"]), forgotten: 0.02...0.55,
        samples: .init(shares: [0.4, 0.3, 1.0 / 6, 0.1, 0.04], days: 5, later: 6, volumes: 0.45...0.9),
        chance: .init(shares: 0.001...0.5, singles: 0.8, mostResent: 0.5), otherShapes: 1,
        // Limits between and beyond those of the first laws.
        sizes: .init(limits: [3_000, 5_000, 16_384, 20_000, 131_072], times: 6, shares: 0.03...0.5) { !$0.chance(0.5) },
        lines: .init(
            officeTypes: [
                .init("SharePoint", share: 0.5), .init("OneDrive", share: 0.3), .init("MicrosoftTeams", share: 0.2),
            ], shares: 0.01...0.3))
}
