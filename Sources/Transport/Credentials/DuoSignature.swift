import AuditModel
import Crypto
import FoundationEssentials

/// Duo's signature of a request: HMAC-SHA1 over date, method, host, path and parameters (Duo Admin API, authentication).
struct DuoSignature: Sendable {
    let integrationKey: String
    let secret: Secret

    /// The two headers that sign the call, `Date` and `Authorization`.
    func headers(for call: HTTPCall, at address: HTTPAddress, now: Int64) -> [HTTPCall.Header] {
        let date = HTTPDate.text(now, zone: "-0000")
        let text = [date, call.method.uppercased(), address.host, address.path, parameters(address)]
            .joined(separator: "\n")
        let code = HMAC<Insecure.SHA1>.authenticationCode(
            for: Data(text.utf8), using: SymmetricKey(data: Data(secret.revealed().utf8)))
        let login = BasicLogin.value(user: integrationKey, Secret(Hexadecimal.text(code)))
        return [.init("Date", date), .init("Authorization", "Basic " + login.revealed())]
    }

    private func parameters(_ address: HTTPAddress) -> String {
        let pairs = address.parameters.map { name, value in
            (
                PercentCoding.encoded(PercentCoding.decoded(name, plusIsBlank: true)),
                PercentCoding.encoded(PercentCoding.decoded(value, plusIsBlank: true))
            )
        }
        return pairs.sorted { $0 < $1 }.map { $0 + "=" + $1 }.joined(separator: "&")
    }
}
