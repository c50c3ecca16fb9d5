import Simulators
import Testing

struct StoreFaultTests {
    private typealias Scene = CollectorScene

    @Test(arguments: [("cut", 8_192), ("cut=100", 100), ("sample=0.5", 0.5), ("fold", 1)])
    func namesAndNumbersAreRead(text: String, value: Double) {
        #expect(StoreFault(text)?.value == value)
    }

    @Test(arguments: ["", "cut=", "cut=x", "sample=-1", "burn", "sample=inf", "=1"])
    func otherTextsAreRefused(text: String) { #expect(StoreFault(text) == nil) }

    @Test(arguments: [
        ("oversize=130", LossCause.sizeLimit), ("sample=0.1", .sampling), ("datagrams=0.5", .rateLoss),
        ("fold", .idCollision), ("address", .fieldShape), ("framing", .framing), ("retention=30", .retentionEdge),
        ("blank-id=0.1", .fieldShape), ("random=0.1", .unexplained), ("daily-cap=15000", .sampling),
        ("non-ascii", .fieldShape), ("framing=2", .framing), ("resent=0.05", .unexplained),
    ])
    func eachLosesByItsOwnCause(text: String, cause: LossCause) throws {
        let scene = try Scene([], events: 20_000, siem: SIEMPlan(kind: "ndjson", faults: [text]))
        #expect(scene.causes == [cause])
        #expect(scene.lost.count < scene.tenant.records.count / 2)
    }

    @Test func cuttingLosesNothing() throws {
        let scene = try Scene([], siem: SIEMPlan(kind: "ndjson", faults: ["cut=120"]))
        #expect(scene.log.losses.isEmpty && scene.log.documents.contains { $0.keptBytes == 120 })
        #expect(scene.log.documents.contains { $0.keptBytes == nil })
    }

    @Test func unknownNamesAreRefused() {
        #expect(throws: ScenarioFault.self) { try Scene([], siem: SIEMPlan(kind: "ndjson", faults: ["burn"])) }
        #expect(throws: ScenarioFault.self) { try Scene([], siem: SIEMPlan(kind: "ndjson", zone: "Moon/Base")) }
    }
}
