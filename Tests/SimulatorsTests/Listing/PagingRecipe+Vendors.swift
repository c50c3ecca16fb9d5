import AuditModel
import ByteScan
import Foundation
import Simulators

/// The services with code of their own.
extension PagingRecipe {
    static let vendors = [oktaPolling, oktaBounded, google, gitHub, gitHubServer, cloudTrail]

    /// Polling ends where an answer is empty twice in a row: empty pages may come in between.
    private static let oktaPolling = PagingRecipe(
        source: "okta-system-log",
        first: { [Call(path: "/api/v1/logs").with("since", iso($0.from)).with("limit", "40")] },
        credential: { client, _ in [("authorization", "SSWS \(client.context.client.secret)")] }, records: [],
        next: { answer, count, call in
            if count == 0, call.headers.contains(where: { $0.name == "x-test-empty" }) { return nil }
            var next = try ListingClient.link("next", in: answer.headers).map(ListingClient.call)
            if count == 0 { next?.headers = [("x-test-empty", "1")] }
            return next
        }, id: { $0["uuid"]?.text })

    private static let oktaBounded = PagingRecipe(
        source: "okta-system-log",
        first: { window in
            [
                Call(path: "/api/v1/logs").with("since", iso(window.from)).with("until", iso(window.to)).with(
                    "limit", "40")
            ]
        },
        credential: { client, _ in
            let path = "/oauth2/v1/token"
            let token = try client.token(path) {
                let assertion = try client.assertion(
                    for: "https://127.0.0.1:8443" + path, issuer: client.context.client.id,
                    subject: client.context.client.id)
                return [
                    ("grant_type", "client_credentials"), ("scope", "okta.logs.read"),
                    ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
                    ("client_assertion", assertion),
                ]
            }
            return [("authorization", "Bearer \(token)")]
        }, records: [],
        next: { answer, _, _ in try ListingClient.link("next", in: answer.headers).map(ListingClient.call) },
        id: { $0["uuid"]?.text })

    /// Every application is a stream of its own; `items` is absent where there is nothing.
    private static let google = PagingRecipe(
        source: "google-workspace-reports",
        first: { window in
            ["login", "drive", "token", "admin", "gcp"].map { application in
                Call(path: "/admin/reports/v1/activity/users/all/applications/\(application)")
                    .with("startTime", iso(window.from)).with("endTime", iso(window.to)).with("maxResults", "40")
            }
        },
        credential: { client, _ in
            let token = try client.googleToken(
                subject: "admin@contoso.example",
                scope: "https://www.googleapis.com/auth/admin.reports.audit.readonly")
            return [("authorization", "Bearer \(token)")]
        }, records: ["items"],
        next: { answer, _, call in answer.body["nextPageToken"]?.text.map { call.with("pageToken", $0) } },
        id: { record in
            let id = record["id"]
            let parts = ["time", "uniqueQualifier", "applicationName", "customerId"].compactMap { id?[$0]?.text }
            return parts.joined(separator: "/")
        })

    private static let gitHub = gitHub("/orgs/example/audit-log", page: nil)
    private static let gitHubServer = gitHub("/api/v3/enterprises/example/audit-log", page: "page")

    private static func gitHub(_ path: String, page: String?) -> PagingRecipe {
        PagingRecipe(
            source: "github-audit",
            first: { window in
                let phrase = "created:>=\(iso(window.from)) created:<\(iso(window.to))"
                return [Call(path: path).with("phrase", phrase).with("include", "all").with("per_page", "40")]
            }, credential: { client, _ in [("authorization", "Bearer \(client.context.client.secret)")] }, records: [],
            next: { answer, _, _ in try ListingClient.link("next", in: answer.headers).map(ListingClient.call) },
            id: { $0["_document_id"]?.text })
    }

    private static let target = "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents"

    private static let cloudTrail = PagingRecipe(
        source: "cloudtrail",
        first: { window in
            ["us-east-1", "eu-north-1"].map { region in
                Call(
                    method: "POST", path: "/",
                    headers: [
                        ("content-type", "application/x-amz-json-1.1"), ("x-amz-target", target), ("x-test", region),
                    ]
                )
                .with(body: [
                    "StartTime": .integer(Int(window.from / 1_000_000_000)),
                    "EndTime": .integer(Int(window.to / 1_000_000_000) - 1), "MaxResults": .integer(40),
                ])
            }
        }, credential: { client, call in client.signature(of: call) }, records: ["Events"],
        next: { answer, _, call in
            guard let token = answer.body["NextToken"]?.text else { return nil }
            var fields = try JSONTree(parsing: call.body).members ?? []
            fields.removeAll { String(decoding: $0.name, as: UTF8.self) == "NextToken" }
            fields.append(.init(name: Array("NextToken".utf8), value: .string(Array(token.utf8))))
            var next = call
            next.body = JSONTree.object(fields).compactBytes
            return next
        }, id: { $0["EventId"]?.text })

    static func iso(_ instant: Int64) -> String { InstantText.rfc3339(instant) }
}

extension ListingClient {
    /// A signed assertion of the test's client.
    func assertion(for audience: String, issuer: String, subject: String, scope: String? = nil) throws -> String {
        let now = Int(context.clock.wall() / 1_000_000_000)
        var claims: [JSONValue.Member] = [
            .init("iss", .string(issuer)), .init("sub", .string(subject)), .init("aud", .string(audience)),
            .init("iat", .integer(now)), .init("exp", .integer(now + 600)),
        ]
        if let scope { claims.append(.init("scope", .string(scope))) }
        let head = JSONValue.object([.init("alg", .string("RS256")), .init("typ", .string("JWT"))])
        let signed = [head, .object(claims)].map { Base64URL.text(of: Self.json($0)) }.joined(separator: ".")
        return signed + "." + Base64URL.text(of: try RSAProof.signature(of: signed, with: Self.certificate))
    }

    /// A token of a service account, by the JWT-bearer grant.
    func googleToken(subject: String, scope: String) throws -> String {
        try token("/token") {
            let assertion = try assertion(
                for: "https://127.0.0.1:8443/token", issuer: "siemgap@simulator.example", subject: subject, scope: scope
            )
            return [("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"), ("assertion", assertion)]
        }
    }

    /// A token from a form, asked for once.
    func token(
        _ path: String, basic: Bool = false, form: () throws -> [(String, String)]
    ) throws -> String {
        if let token = tokens[path] { return token }
        let body = try form().map {
            "\($0.0)=\($0.1.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")"
        }
        let pair = Data("\(context.client.id):\(context.client.secret)".utf8).base64EncodedString()
        let answer = service.answer(
            SimulatorRequest(
                method: "POST", scheme: "https", authority: "127.0.0.1:8443", path: path, query: [], rawQuery: "",
                headers: [("content-type", "application/x-www-form-urlencoded")]
                    + (basic ? [("authorization", "Basic \(pair)")] : []), body: Array(body.joined(separator: "&").utf8)
            ))
        let token = (try? JSONTree(parsing: answer?.body ?? []))?["access_token"]?.text ?? "refused"
        tokens[path] = token
        return token
    }

    /// The headers of a call signed for the region it names.
    func signature(of call: Call) -> [(name: String, value: String)] {
        let region = call.headers.first { $0.name == "x-test" }?.value ?? ""
        let date = InstantText.compact(context.clock.shown)
        let check = SignatureV4Check(
            keyID: "AKIASIEMGAPSIM000001", secret: context.client.secret, region: region, service: "cloudtrail")
        let names = ["content-type", "host", "x-amz-date", "x-amz-target"]
        let signature = check.signature(
            of: SimulatorRequest(
                method: call.method, scheme: "https", authority: "127.0.0.1:8443", path: call.path, query: [],
                rawQuery: "",
                headers: call.headers + [("x-amz-date", date)], body: call.body), signed: names, date: date)
        let scope = "\(date.prefix(8))/\(region)/cloudtrail/aws4_request"
        return [
            ("x-amz-date", date),
            (
                "authorization",
                "AWS4-HMAC-SHA256 Credential=AKIASIEMGAPSIM000001/\(scope), SignedHeaders=\(names.joined(separator: ";")), "
                    + "Signature=\(signature ?? "")"
            ),
        ]
    }
}
