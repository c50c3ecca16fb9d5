package import AuditModel
package import ByteScan
import Crypto

/// Makes and checks the bearer tokens of all simulated logins: JWTs signed with a key of this process.
package final class TokenMint: Sendable {
    /// What a check of a token found.
    package enum Outcome: Sendable {
        case valid(JSONTree)
        /// Not made here, or changed since.
        case foreign
        case expired
        /// Made for another service.
        case otherAudience(String)
    }

    private let key = SymmetricKey(size: .bits256)

    /// Makes a mint with a key nobody else has.
    package init() {}

    /// Makes a token; `claims` must hold `aud`, and `exp` in seconds since the Unix epoch.
    package func token(_ claims: JSONValue) -> String {
        let head = Base64URL.text(of: Array(#"{"typ":"JWT","alg":"HS256"}"#.utf8))
        let signed = head + "." + Base64URL.text(of: Array(claims.text().utf8))
        return signed + "." + Base64URL.text(of: signature(of: signed))
    }

    /// Checks a token for a service.
    ///
    /// - Parameters:
    ///   - audiences: the audiences the service accepts, a `/` at the end aside; empty accepts all.
    ///   - now: nanoseconds since the Unix epoch, UTC.
    package func check(_ token: String, audiences: [String], now: Int64) -> Outcome {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, String(parts[2]) == Base64URL.text(of: signature(of: parts[0] + "." + parts[1])),
            let bytes = Base64URL.bytes(of: String(parts[1])), let claims = try? JSONTree(parsing: bytes)
        else { return .foreign }
        guard let end = claims["exp"]?.integer, Int64(end) * 1_000_000_000 > now else { return .expired }
        let audience = Self.trimmed(claims["aud"]?.text ?? "")
        guard audiences.isEmpty || audiences.contains(where: { Self.trimmed($0) == audience }) else {
            return .otherAudience(audience)
        }
        return .valid(claims)
    }

    private static func trimmed(_ audience: String) -> String {
        audience.hasSuffix("/") ? String(audience.dropLast()) : audience
    }

    private func signature(of text: some StringProtocol) -> [UInt8] {
        Array(HMAC<SHA256>.authenticationCode(for: Array(text.utf8), using: key))
    }
}
