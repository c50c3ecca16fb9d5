import AuditModel
import ByteScan

/// Token endpoints that want a signed assertion instead of a secret.
struct AssertionLogin {
    let context: ServiceContext
    /// What the assertion must be made for: the endpoint's own URL.
    let audience: String

    private static let assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
    /// The grant of service accounts.
    static let bearerGrant = "urn:ietf:params:oauth:grant-type:jwt-bearer"

    /// What Google's service accounts ask for; one endpoint gives tokens for all its services.
    static let googleScopes: Set<String> = [
        "https://www.googleapis.com/auth/admin.reports.audit.readonly", "https://www.googleapis.com/auth/logging.read",
        "https://www.googleapis.com/auth/cloud-platform.read-only",
    ]

    /// `grant_type=client_credentials` with a client assertion whose issuer and subject are the client.
    func clientCredentials(_ request: SimulatorRequest, scope: String) -> SimulatorResponse {
        let fields = Dictionary(request.form.map { ($0.name, $0.value) }) { first, _ in first }
        if let refusal = struck() { return refusal }
        guard fields["grant_type"] == "client_credentials" else {
            return refusal(400, "unsupported_grant_type", "The authorization grant type is not supported.")
        }
        guard fields["client_assertion_type"] == Self.assertionType, let claims = claims(fields["client_assertion"]),
            claims["iss"]?.text == context.client.id, claims["sub"]?.text == context.client.id
        else { return refusal(401, "invalid_client", "The client_assertion token is not valid.") }
        guard fields["scope"] == scope else {
            return refusal(400, "invalid_scope", "One or more scopes are not configured for the client.")
        }
        return token(scope: scope, address: request.address)
    }

    /// The JWT-bearer grant of a service account that acts for a user.
    func bearerGrant(_ request: SimulatorRequest, scopes: Set<String>) -> SimulatorResponse {
        let fields = Dictionary(request.form.map { ($0.name, $0.value) }) { first, _ in first }
        if let refusal = struck() { return refusal }
        guard fields["grant_type"] == Self.bearerGrant else {
            return refusal(400, "unsupported_grant_type", "Invalid grant_type: \(fields["grant_type"] ?? "")")
        }
        guard let claims = claims(fields["assertion"]) else {
            return refusal(400, "invalid_grant", "Invalid JWT Signature.")
        }
        guard let scope = claims["scope"]?.text, scopes.contains(scope) else {
            return refusal(400, "invalid_scope", "The requested scope is not known.")
        }
        return token(scope: scope, address: request.address)
    }

    private func claims(_ assertion: String?) -> JSONTree? {
        assertion.flatMap {
            AssertionCheck(client: context.client, audience: audience, now: context.clock.wall()).claims(of: $0)
        }
    }

    /// A refusal that a scenario asks for (F30); its form is the error's name.
    private func struck() -> SimulatorResponse? {
        guard let fault = context.board.strike(.loginError, key: audience) else { return nil }
        let error = fault.form ?? "invalid_client"
        return refusal(error == "invalid_client" ? 401 : 400, error, "Refused by the scenario.")
    }

    private func token(scope: String, address: String) -> SimulatorResponse {
        let end = Int(context.clock.wall() / 1_000_000_000) + 3600
        let token = context.mint.token([
            "aud": .string(address), "exp": .integer(end), "scp": .string(scope), "cid": .string(context.client.id),
        ])
        return .json(
            200,
            [
                "access_token": .string(token), "expires_in": .integer(3600), "token_type": .string("Bearer"),
                "scope": .string(scope),
            ])
    }

    private func refusal(_ status: Int, _ error: String, _ description: String) -> SimulatorResponse {
        .json(status, ["error": .string(error), "error_description": .string(description)])
    }
}
