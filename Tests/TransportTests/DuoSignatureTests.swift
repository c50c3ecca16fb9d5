import AuditModel
import Testing

@testable import Transport

struct DuoSignatureTests {
    private let duo = DuoSignature(
        integrationKey: "DISIEMGAPTEST0000001", secret: Secret("siemgapDuoSecretNotReal0123456789abcdef01"))

    @Test(arguments: [
        "limit=1000&maxtime=1767229200000&mintime=1767225600000&sort=ts%3Aasc",
        "mintime=1767225600000&sort=ts:asc&maxtime=1767229200000&limit=1000",
    ])
    func authenticationLog(_ query: String) throws {
        let url = "https://API-00000000.duosecurity.com/admin/v2/logs/authentication?" + query
        let headers = duo.headers(
            for: HTTPCall("GET", url), at: try #require(HTTPAddress(url)), now: 1_767_229_323_000_000_000)
        #expect(
            headers.map(\.value) == [
                "Thu, 01 Jan 2026 01:02:03 -0000",
                "Basic RElTSUVNR0FQVEVTVDAwMDAwMDE6ODUxNTMzMDQ2MDBlZDAyOGUwOGVlZjY5YTgyNzQwYTA2MWNmMGI4Ng==",
            ])
        #expect(headers.map(\.name) == ["Date", "Authorization"])
    }
}
