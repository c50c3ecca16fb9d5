import AuditModel
import ByteScan
import Foundation
import Testing

@testable import Simulators

/// A simulated SIEM that holds two days of one source, asked 12 hours after their end.
struct TestStore {
    static let start = TestTenants.start
    static let hour = TestTenants.hour

    let service: any SimulatedService
    let shelf: StoreShelf
    let client: SimulatorClient
    let mint = TokenMint()

    init(
        _ kind: String, events: Int = 60, faults: [String] = [], source: String = "okta-system-log",
        certificate: ClientCertificate? = nil, wall: @escaping @Sendable () -> Int64 = { start + 60 * hour }
    ) throws {
        var scenario = TestTenants.scenario(source, events: events)
        scenario.siem = SIEMPlan(kind: kind, faults: faults)
        let entry = try #require(ServiceCatalogue.entry(source))
        shelf = try StoreShelf(
            of: scenario, tenant: TestTenants.tenant(scenario, entry.shape), at: Self.start + 60 * Self.hour)
        client = SimulatorClient(certificate: certificate)
        let context = StoreContext(
            shelf: shelf, board: QueryFaultBoard(faults), mint: mint,
            clock: SimulatorClock(wall: wall, fixed: Self.start + 60 * Self.hour), client: client)
        service = try #require(StoreCatalogue.entry(kind)).make(context)
    }

    /// Asks with the query and the form fields given as they are before encoding.
    func ask(
        _ method: String, _ path: String, query: [(String, String)] = [], form: [(String, String)] = [],
        body: String? = nil, headers: [(String, String)] = []
    ) throws -> SimulatorResponse {
        let fields = form.map { "\($0.0)=\(UnreservedText.encoded($0.1))" }.joined(separator: "&")
        return try #require(
            service.answer(
                SimulatorRequest(
                    method: method, scheme: "https", authority: "sim.test", path: path,
                    query: query.map { (name: $0.0, value: $0.1) }, rawQuery: "",
                    headers: headers.map { (name: $0.0, value: $0.1) }, body: Array((body ?? fields).utf8))))
    }

    /// The header of a client that logs in by HTTP Basic.
    var basic: (String, String) {
        ("authorization", "Basic " + Data("\(client.id):\(client.secret)".utf8).base64EncodedString())
    }
}

extension SimulatorResponse {
    /// The body as text.
    var said: String { String(decoding: body, as: UTF8.self) }

    /// The body as JSON.
    var tree: JSONTree { get throws { try JSONTree(parsing: body) } }
}
