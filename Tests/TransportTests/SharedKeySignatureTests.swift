import AuditModel
import Testing

@testable import Transport

struct SharedKeySignatureTests {
    private let url = "https://workspace.test/api/logs?api-version=2016-04-01"

    @Test func lengthTypeDateAndPathAreSigned() throws {
        let signature = SharedKeySignature(workspace: "w-1", key: Secret("c2llbWdhcCBzaGFyZWQga2V5LCBub3QgcmVhbA=="))
        let call = HTTPCall("POST", url, headers: [.init("Content-Type", "application/json")], body: Array("[]".utf8))
        let headers = signature.headers(
            for: call, at: try #require(HTTPAddress(url)), now: 1_767_229_323_000_000_000)
        #expect(headers.map(\.name) == ["x-ms-date", "Authorization"])
        #expect(
            headers.map(\.value) == [
                "Thu, 01 Jan 2026 01:02:03 GMT", "SharedKey w-1:cDUgiHIe13QQAMkU3DcAeGeQivLKWdWpkxhiX4OSNmg=",
            ])
    }

    @Test func aKeyThatIsNoneSignsAllTheSame() throws {
        let signature = SharedKeySignature(workspace: "w-1", key: Secret("not base 64!"))
        let headers = signature.headers(for: HTTPCall("POST", url), at: try #require(HTTPAddress(url)), now: 0)
        #expect(headers.last?.value.hasPrefix("SharedKey w-1:") == true)
    }
}
