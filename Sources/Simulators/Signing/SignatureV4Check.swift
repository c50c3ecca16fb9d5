import AuditModel
import Crypto
import FileAccess
import Foundation

/// Verifies AWS Signature Version 4 the way a service does, from the request alone.
///
/// Rules after AWS's "Create a signed AWS API request"; refusals carry the codes the services use.
package struct SignatureV4Check: Sendable {
    /// Why a request is not let in; the raw value is the `__type` of the answer.
    package enum Refusal: String, Error, CaseIterable {
        case missing = "MissingAuthenticationTokenException"
        case incomplete = "IncompleteSignatureException"
        case unknownKey = "UnrecognizedClientException"
        case invalid = "InvalidSignatureException"
        case expiredSession = "ExpiredTokenException"
    }

    private let keyID: String
    private let secret: String
    private let sessionToken: String?
    private let region: String
    private let service: String

    /// How far the signature's time may be from the service's, nanoseconds: five minutes.
    private static let slack: Int64 = 300_000_000_000

    /// Knows one key pair, of one region and service.
    package init(keyID: String, secret: String, sessionToken: String? = nil, region: String, service: String) {
        self.keyID = keyID
        self.secret = secret
        self.sessionToken = sessionToken
        self.region = region
        self.service = service
    }

    /// Lets a request in or says why not.
    ///
    /// - Parameter now: the service's clock, nanoseconds since the Unix epoch.
    package func check(_ request: SimulatorRequest, now: Int64) throws(Refusal) {
        guard let header = request.header("authorization") else { throw .missing }
        let claim = try Claim(header)
        guard claim.keyID == keyID else { throw .unknownKey }
        guard claim.scope.suffix(3) == [region, service, "aws4_request"], claim.scope.count == 4,
            let date = request.header("x-amz-date"), date.hasPrefix(claim.scope[0]), isFresh(date, now: now)
        else { throw .invalid }
        if let sessionToken {
            guard request.header("x-amz-security-token") == sessionToken else { throw .expiredSession }
        }
        guard let signature = signature(of: request, signed: claim.signedHeaders, date: date) else { throw .incomplete }
        guard signature == claim.signature else { throw .invalid }
    }

    /// The signature that a right client sends, in hexadecimal; nil if a header that must be signed is not.
    ///
    /// - Parameter date: the `x-amz-date`, `20260101T010203Z`.
    package func signature(of request: SimulatorRequest, signed names: [String], date: String) -> String? {
        guard let canonical = Self.canonicalRequest(request, signed: names) else { return nil }
        return signature(of: canonical, date: date, scope: [String(date.prefix(8)), region, service, "aws4_request"])
    }

    /// The canonical form of a request; nil when a header that must be signed is not, or is not there.
    package static func canonicalRequest(_ request: SimulatorRequest, signed names: [String]) -> String? {
        guard names.contains("host"), names.contains("x-amz-date"), names == names.sorted() else { return nil }
        var lines = [
            request.method, UnreservedText.encoded(request.path, keeping: [UInt8(ascii: "/")]),
            UnreservedText.sortedQuery(request.query),
        ]
        for name in names {
            let sent = request.headers.filter { $0.name == name }.map(\.value)
            let values = sent.isEmpty && name == "host" ? [request.authority] : sent
            guard !values.isEmpty else { return nil }
            lines.append(name + ":" + values.map(Self.trimmed).joined(separator: ","))
        }
        var digest = FileDigest()
        digest.update(request.body.span)
        lines += ["", names.joined(separator: ";"), digest.hexadecimal()]
        return lines.joined(separator: "\n")
    }

    /// The signature in hexadecimal.
    private func signature(of canonical: String, date: String, scope: [String]) -> String {
        let text = [
            "AWS4-HMAC-SHA256", date, scope.joined(separator: "/"),
            HexText.lower(SHA256.hash(data: Data(canonical.utf8))),
        ].joined(separator: "\n")
        var key = SymmetricKey(data: Data("AWS4\(secret)".utf8))
        for part in scope {
            key = SymmetricKey(data: HMAC<SHA256>.authenticationCode(for: Data(part.utf8), using: key))
        }
        return HexText.lower(HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: key))
    }

    private func isFresh(_ date: String, now: Int64) -> Bool {
        let digits = date.filter(\.isNumber)
        guard date.utf8.count == 16, digits.count == 14 else { return false }
        func number(_ from: Int, _ count: Int) -> Int { Int(digits.dropFirst(from).prefix(count)) ?? 0 }
        let days = CivilTime.daysSinceEpoch(year: number(0, 4), month: number(4, 2), day: number(6, 2))
        let seconds = days * 86_400 + number(8, 2) * 3600 + number(10, 2) * 60 + number(12, 2)
        return abs(Int64(seconds) * 1_000_000_000 - now) <= Self.slack
    }

    /// Without white space at the ends and with one blank where there were several.
    private static func trimmed(_ value: String) -> String {
        value.split(separator: " ").joined(separator: " ")
    }

    /// What the `Authorization` header says.
    private struct Claim {
        let keyID: String
        /// Date, region, service and `aws4_request`.
        let scope: [String]
        let signedHeaders: [String]
        let signature: String

        init(_ header: String) throws(Refusal) {
            let prefix = "AWS4-HMAC-SHA256 "
            guard header.hasPrefix(prefix) else { throw .incomplete }
            var parts: [String: String] = [:]
            for part in header.dropFirst(prefix.count).split(separator: ",") {
                let pair = part.split(separator: "=", maxSplits: 1).map { $0.trimmingPrefix { $0 == " " } }
                if pair.count == 2 { parts[String(pair[0])] = String(pair[1]) }
            }
            guard let credential = parts["Credential"], let signed = parts["SignedHeaders"],
                let signature = parts["Signature"]
            else { throw .incomplete }
            let pieces = credential.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
            guard pieces.count == 5 else { throw .incomplete }
            keyID = pieces[0]
            scope = Array(pieces.dropFirst())
            signedHeaders = signed.split(separator: ";").map(String.init)
            self.signature = signature
        }
    }
}
