import FileAccess
import Simulators
import Testing

struct SignatureV4CheckTests {
    private static let credential = "AKIASIEMGAPTEST00001/20260101/eu-north-1/cloudtrail/aws4_request"
    private static let signed = "content-type;host;x-amz-date;x-amz-target"
    private static let signature = "639d9b6354f222b14674012a0cb2035c4050d6ca7053cb91dcbc9d2374cdb949"
    /// 2026-01-01T01:02:03Z.
    private static let now: Int64 = 1_767_229_323_000_000_000

    private let check = SignatureV4Check(
        keyID: "AKIASIEMGAPTEST00001", secret: "siemgapExampleSecretKey/NotReal+0123456789", region: "eu-north-1",
        service: "cloudtrail")

    private static func request(
        body: String = #"{"StartTime":1767225600,"EndTime":1767229200,"MaxResults":50}"#, authorization: String?
    ) -> SimulatorRequest {
        var headers = [
            (name: "content-type", value: "application/x-amz-json-1.1"),
            (name: "host", value: "cloudtrail.eu-north-1.amazonaws.com"),
            (name: "x-amz-date", value: "20260101T010203Z"),
            (
                name: "x-amz-target",
                value: "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents"
            ),
        ]
        if let authorization { headers.append((name: "authorization", value: authorization)) }
        return SimulatorRequest(
            method: "POST", scheme: "https", authority: "cloudtrail.eu-north-1.amazonaws.com", path: "/", query: [],
            rawQuery: "", headers: headers, body: Array(body.utf8))
    }

    private static func header(
        credential: String = credential, signed: String = signed, signature: String = signature
    ) -> String {
        "AWS4-HMAC-SHA256 Credential=\(credential), SignedHeaders=\(signed), Signature=\(signature)"
    }

    @Test func takesThePublishedForm() throws {
        try check.check(Self.request(authorization: Self.header()), now: Self.now)
    }

    @Test func canonicalFormHasTheDigestOfTheVector() throws {
        let names = Self.signed.split(separator: ";").map(String.init)
        let text = try #require(SignatureV4Check.canonicalRequest(Self.request(authorization: nil), signed: names))
        var digest = FileDigest()
        digest.update(Array(text.utf8).span)
        #expect(digest.hexadecimal() == "e6a7582925a65eb4da4f344e553a3dd2d4d1ca2b8843d6077c6acf07a62efa88")
    }

    @Test(arguments: [
        ("no header", nil, SignatureV4Check.Refusal.missing),
        ("another scheme", "Bearer abc", .incomplete),
        ("no signature", "AWS4-HMAC-SHA256 Credential=\(credential), SignedHeaders=\(signed)", .incomplete),
        ("unknown key", header(credential: "AKIAOTHER/20260101/eu-north-1/cloudtrail/aws4_request"), .unknownKey),
        (
            "another region", header(credential: "AKIASIEMGAPTEST00001/20260101/us-east-1/cloudtrail/aws4_request"),
            .invalid
        ),
        ("another signature", header(signature: String(repeating: "0", count: 64)), .invalid),
        ("host not signed", header(signed: "content-type;x-amz-date"), .incomplete),
    ]) func refuses(what: String, authorization: String?, refusal: SignatureV4Check.Refusal) {
        #expect(throws: refusal, "\(what)") {
            try check.check(Self.request(authorization: authorization), now: Self.now)
        }
    }

    @Test func refusesAChangedBody() {
        #expect(throws: SignatureV4Check.Refusal.invalid) {
            try check.check(Self.request(body: "{}", authorization: Self.header()), now: Self.now)
        }
    }

    @Test(arguments: [(-301, false), (-300, true), (300, true), (301, false)])
    func allowsFiveMinutesOfSkew(seconds: Int64, isTaken: Bool) {
        let now = Self.now + seconds * 1_000_000_000
        let request = Self.request(authorization: Self.header())
        let isAccepted = (try? check.check(request, now: now)) != nil
        #expect(isAccepted == isTaken)
    }

    @Test func wantsTheSessionTokenItKnows() {
        let temporary = SignatureV4Check(
            keyID: "AKIASIEMGAPTEST00001", secret: "siemgapExampleSecretKey/NotReal+0123456789", sessionToken: "t",
            region: "eu-north-1", service: "cloudtrail")
        #expect(throws: SignatureV4Check.Refusal.expiredSession) {
            try temporary.check(Self.request(authorization: Self.header()), now: Self.now)
        }
    }
}
