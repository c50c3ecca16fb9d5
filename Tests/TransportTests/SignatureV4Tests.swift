import AuditModel
import Testing

@testable import Transport

struct SignatureV4Tests {
    private static let now: Int64 = 1_767_229_323_000_000_000  // 2026-01-01T01:02:03Z

    private func signature(sessionToken: Secret? = nil) -> SignatureV4 {
        SignatureV4(
            key: .init(
                id: "AKIASIEMGAPTEST00001", secret: Secret("siemgapExampleSecretKey/NotReal+0123456789"),
                sessionToken: sessionToken), region: "eu-north-1", service: "cloudtrail")
    }

    private let call = HTTPCall(
        "POST", "https://cloudtrail.eu-north-1.amazonaws.com/",
        headers: [
            .init("Content-Type", "application/x-amz-json-1.1"),
            .init("X-Amz-Target", "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents"),
        ], body: Array(#"{"StartTime":1767225600,"EndTime":1767229200,"MaxResults":50}"#.utf8))

    @Test func lookupEvents() throws {
        let address = try #require(HTTPAddress(call.url))
        var dated = call
        dated.headers.append(.init("x-amz-date", "20260101T010203Z"))
        let steps = signature().steps(for: dated, at: address, now: Self.now)
        #expect(steps.signedHeaders == "content-type;host;x-amz-date;x-amz-target")
        #expect(steps.payloadHash == "7c5604518a3b78f8eb79d6fde10d763a4d82dc572f6ea2c1be3288783a19aaec")
        #expect(steps.canonicalHash == "e6a7582925a65eb4da4f344e553a3dd2d4d1ca2b8843d6077c6acf07a62efa88")
        #expect(
            Hexadecimal.text(signature().signingKey("20260101"))
                == "c4c0e920b9902af4039afbb1ab17824a188dffd71098fa73a27349c5d37e4ee6")
        #expect(steps.signature == "639d9b6354f222b14674012a0cb2035c4050d6ca7053cb91dcbc9d2374cdb949")
    }

    @Test func headersOfACall() throws {
        let headers = signature().headers(for: call, at: try #require(HTTPAddress(call.url)), now: Self.now)
        #expect(headers.map(\.name) == ["x-amz-date", "Authorization"])
        let value = try #require(headers.last).value
        #expect(
            value == "AWS4-HMAC-SHA256 Credential=AKIASIEMGAPTEST00001/20260101/eu-north-1/cloudtrail/aws4_request, "
                + "SignedHeaders=content-type;host;x-amz-date;x-amz-target, "
                + "Signature=639d9b6354f222b14674012a0cb2035c4050d6ca7053cb91dcbc9d2374cdb949")
    }

    @Test func sessionTokensAreSigned() throws {
        let address = try #require(HTTPAddress(call.url))
        let headers = signature(sessionToken: Secret("temporary")).headers(for: call, at: address, now: Self.now)
        #expect(headers.map(\.name) == ["x-amz-date", "x-amz-security-token", "Authorization"])
        #expect(headers[2].value.contains("x-amz-date;x-amz-security-token;x-amz-target"))
    }

    @Test func parametersAreSortedAndEncodedOnce() throws {
        // The canonical request does not depend on how the query was written.
        let first = try #require(HTTPAddress("https://s.example/?b=2&a=x%20y&a=%2f"))
        let second = try #require(HTTPAddress("https://s.example/?a=%2F&b=2&a=x%20y"))
        let get = HTTPCall("GET", "")
        #expect(
            signature().steps(for: get, at: first, now: Self.now)
                == signature().steps(for: get, at: second, now: Self.now))
    }
}
