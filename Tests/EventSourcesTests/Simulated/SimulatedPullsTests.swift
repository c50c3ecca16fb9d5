import EventSources
import Simulators
import Testing
import Transport

/// Every built-in source against its simulator: credentials, paging and windows as both sides read the documentation.
struct SimulatedPullsTests {
    @Test(.timeLimit(.minutes(10)), arguments: ServiceCatalogue.others.map(\.source))
    func everyEventComesOnce(_ type: String) async throws {
        let scene = try await SimulatedScene(type)
        let pull = await scene.pull()
        try await scene.close()
        #expect(pull.failures.map(\.problem) == [])
        #expect(pull.flaws == [])
        #expect(pull.lines.count == scene.truth)
    }
}
