import Simulators
import Testing

struct DuoSignatureCheckTests {
    private static let value =
        "Basic RElTSUVNR0FQVEVTVDAwMDAwMDE6ODUxNTMzMDQ2MDBlZDAyOGUwOGVlZjY5YTgyNzQwYTA2MWNmMGI4Ng=="
    private let check = DuoSignatureCheck(
        integrationKey: "DISIEMGAPTEST0000001", secretKey: "siemgapDuoSecretNotReal0123456789abcdef01")

    private func request(limit: String = "1000", authorization: String = value) -> SimulatorRequest {
        SimulatorRequest(
            method: "GET", scheme: "https", authority: "API-00000000.duosecurity.com",
            path: "/admin/v2/logs/authentication",
            query: [("sort", "ts:asc"), ("limit", limit), ("mintime", "1767225600000"), ("maxtime", "1767229200000")],
            rawQuery: "",
            headers: [("date", "Thu, 01 Jan 2026 01:02:03 -0000"), ("authorization", authorization)], body: [])
    }

    @Test func takesThePublishedForm() { #expect(check.accepts(request())) }

    @Test func refusesAnotherParameter() { #expect(!check.accepts(request(limit: "999"))) }

    @Test func refusesAnotherSignature() { #expect(!check.accepts(request(authorization: "Basic eHg="))) }
}
