import AuditModel
import ByteScan
import Foundation

/// The token endpoint of a service whose clients have a secret.
struct RESTLogin: Sendable {
    let path: String
    /// `client_credentials` or `account_credentials`.
    let grant: String
    let proof: Proof

    /// How the client shows who it is.
    enum Proof: Sendable {
        /// Id and secret by HTTP Basic, or in the body.
        case basic, body
        /// A signed assertion.
        case assertion
    }

    /// Answers a request for a token; nil for another path or another grant, which may be another service's.
    func answer(_ request: SimulatorRequest, _ context: ServiceContext) -> SimulatorResponse? {
        guard request.method == "POST", request.path == path else { return nil }
        let fields = fields(request)
        guard fields["grant_type"] == grant else { return nil }
        if case .assertion = proof {
            let login = AssertionLogin(context: context, audience: request.address + path)
            return login.bearerGrant(request, scopes: AssertionLogin.googleScopes)
        }
        if let fault = context.board.strike(.loginError, key: path) {
            return .json(401, ["error": .string(fault.form ?? "invalid_client")])
        }
        let pair: (String, String)? =
            if case .basic = proof { basic(request) } else {
                (fields["client_id"] ?? "", fields["client_secret"] ?? "")
            }
        guard let pair, pair == (context.client.id, context.client.secret) else {
            return .json(401, ["error": .string("invalid_client"), "error_description": .string("Unauthorized")])
        }
        let end = Int(context.clock.wall() / 1_000_000_000) + 3600
        let token = context.mint.token(["aud": .string(request.address), "exp": .integer(end)])
        return .json(
            200,
            ["access_token": .string(token), "token_type": .string("bearer"), "expires_in": .integer(3600)])
    }

    /// The fields of the query, the form or the JSON body.
    private func fields(_ request: SimulatorRequest) -> [String: String] {
        var fields = Dictionary(request.query.map { ($0.name, $0.value) }) { first, _ in first }
        if let members = (try? JSONTree(parsing: request.body))?.members {
            for member in members { fields[String(decoding: member.name, as: UTF8.self)] = member.value.text }
        } else {
            for field in request.form { fields[field.name] = field.value }
        }
        return fields
    }

    private func basic(_ request: SimulatorRequest) -> (String, String)? {
        guard let text = request.credential("Basic "), let data = Data(base64Encoded: text) else { return nil }
        let parts = String(decoding: data, as: UTF8.self).split(separator: ":", maxSplits: 1).map(String.init)
        return parts.count == 2 ? (parts[0], parts[1]) : nil
    }
}
