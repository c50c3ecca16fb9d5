import Crypto
import Foundation

/// Verifies the HMAC-SHA1 that the Duo Admin API wants; rules after Duo's "Admin API: Authentication".
package struct DuoSignatureCheck: Sendable {
    private let integrationKey: String
    private let secretKey: String

    /// Knows one integration.
    package init(integrationKey: String, secretKey: String) {
        self.integrationKey = integrationKey
        self.secretKey = secretKey
    }

    /// Whether a request's `Authorization` fits its date, host, path and parameters.
    package func accepts(_ request: SimulatorRequest) -> Bool {
        guard let sent = request.header("authorization"), let date = request.header("date") else { return false }
        return sent == authorization(for: request, date: date)
    }

    /// The header's value that a right client sends.
    package func authorization(for request: SimulatorRequest, date: String) -> String {
        // The signature is over the name alone, without a port.
        let authority = (request.header("host") ?? request.authority).lowercased()
        let host = authority.split(separator: ":").first.map(String.init) ?? ""
        let text = [
            date, request.method, host, request.path, UnreservedText.sortedQuery(request.query),
        ].joined(separator: "\n")
        let key = SymmetricKey(data: Data(secretKey.utf8))
        let code = HexText.lower(HMAC<Insecure.SHA1>.authenticationCode(for: Data(text.utf8), using: key))
        return "Basic " + Data("\(integrationKey):\(code)".utf8).base64EncodedString()
    }
}
