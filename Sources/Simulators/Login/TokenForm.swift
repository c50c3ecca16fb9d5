import Foundation

/// The fields of a token request, from its form body and its `Authorization: Basic` header.
struct TokenForm {
    let client: String
    let secret: String?
    let assertion: String?
    let scope: String?
    let resource: String?

    private static let assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

    /// Reads a request; a body of another content type counts as empty.
    init(_ request: SimulatorRequest) throws(AADSTSFault) {
        let isForm = request.header("content-type")?.hasPrefix("application/x-www-form-urlencoded") ?? false
        let fields = isForm ? RequestLine.pairs(String(decoding: request.body, as: UTF8.self)) : []
        func field(_ name: String) -> String? { fields.first { $0.name == name }?.value }
        let basic = Self.basic(request.header("authorization"))
        guard let grant = field("grant_type") else { throw .missing("grant_type") }
        guard grant == "client_credentials" else { throw .unsupportedGrant }
        guard let client = field("client_id") ?? basic?.user else { throw .missing("client_id") }
        self.client = client.lowercased()
        secret = field("client_secret") ?? basic?.password
        scope = field("scope")
        resource = field("resource")
        assertion = field("client_assertion")
        if assertion != nil, field("client_assertion_type") != Self.assertionType {
            throw .missing("client_assertion_type")
        }
    }

    private static func basic(_ header: String?) -> (user: String, password: String)? {
        guard let header, header.hasPrefix("Basic "), let data = Data(base64Encoded: String(header.dropFirst(6)))
        else { return nil }
        let parts = String(decoding: data, as: UTF8.self).split(separator: ":", maxSplits: 1)
        return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
    }
}
