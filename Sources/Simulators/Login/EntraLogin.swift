import AuditModel

/// Microsoft's token endpoints, v1 and v2, for the client-credentials grant.
///
/// Sources: "OAuth 2.0 client credentials flow on the Microsoft identity platform", MicrosoftDocs/entra-docs; for v1
/// "Get started with Office 365 Management APIs".
package struct EntraLogin: SimulatedService {
    /// Seconds a token lives, unless fault F14 names another number.
    private static let tokenLife = 3599
    private static let resources = [
        "https://graph.microsoft.com", "https://manage.office.com", "https://graph.windows.net",
        "https://management.azure.com", "https://management.core.windows.net", "https://api.loganalytics.io",
        "https://monitor.azure.com", "https://monitor.azure.us", "https://monitor.azure.cn",
        "https://api.loganalytics.azure.com", "https://api.loganalytics.us", "https://api.loganalytics.azure.cn",
    ]

    private let client: SimulatorClient
    private let mint: TokenMint
    private let board: FaultBoard
    private let clock: SimulatorClock

    /// Makes the login of one client.
    package init(client: SimulatorClient, mint: TokenMint, board: FaultBoard, clock: SimulatorClock) {
        self.client = client
        self.mint = mint
        self.board = board
        self.clock = clock
    }

    package func answer(_ request: SimulatorRequest) -> SimulatorResponse? {
        let parts = request.path.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map(String.init)
        guard parts.count >= 3 else { return nil }
        switch parts.dropFirst() {
        case ["v2.0", ".well-known", "openid-configuration"]: return openIDConfiguration(request, tenant: parts[0])
        case ["oauth2", "token"]: return token(request, tenant: parts[0], isV2: false)
        case ["oauth2", "v2.0", "token"]: return token(request, tenant: parts[0], isV2: true)
        default: return nil
        }
    }

    private func openIDConfiguration(_ request: SimulatorRequest, tenant: String) -> SimulatorResponse {
        let root = "\(request.scheme)://\(request.authority)/\(tenant)"
        let body: JSONValue = [
            "token_endpoint": .string(root + "/oauth2/v2.0/token"),
            "authorization_endpoint": .string(root + "/oauth2/v2.0/authorize"),
            "issuer": .string(root + "/v2.0"), "jwks_uri": .string(root + "/discovery/v2.0/keys"),
        ]
        return Self.json(body)
    }

    private func token(_ request: SimulatorRequest, tenant: String, isV2: Bool) -> SimulatorResponse {
        guard request.method == "POST" else { return SimulatorResponse(status: 405) }
        if let fault = board.strike(.loginError, key: "token") {
            return AADSTSFault.planted(fault.form.flatMap { Int($0) } ?? 90_024).answer(at: clock.shown)
        }
        do throws(AADSTSFault) {
            let form = try TokenForm(request)
            guard [Tenant.id, Tenant.domain].contains(tenant.lowercased()) else { throw .unknownTenant }
            let audience = try audience(form, request, isV2: isV2)
            try prove(form, request)
            return grant(audience: audience, isV2: isV2, byCertificate: form.assertion != nil)
        } catch let fault {
            return fault.answer(at: clock.shown)
        }
    }

    /// What the token is asked for.
    private func audience(_ form: TokenForm, _ request: SimulatorRequest, isV2: Bool) throws(AADSTSFault) -> String {
        let own = "\(request.scheme)://\(request.authority)"
        let resource: String
        if isV2 {
            if form.resource != nil { throw .resourceSentToV2 }
            guard let scope = form.scope else { throw .missing("scope") }
            guard !scope.contains(" ") else { throw .badScope }
            guard scope.hasSuffix("/.default") else { throw .scopeWithoutDefault }
            resource = String(scope.dropLast("/.default".count))
        } else {
            guard let named = form.resource else { throw .missing("resource") }
            resource = named
        }
        let plain = resource.hasSuffix("/") ? String(resource.dropLast()) : resource
        guard (Self.resources + [own]).contains(plain) else { throw .unknownResource }
        return resource
    }

    private func prove(_ form: TokenForm, _ request: SimulatorRequest) throws(AADSTSFault) {
        guard form.client == client.id else { throw .unknownClient }
        if let assertion = form.assertion {
            try ClientAssertion(parsing: assertion).verify(
                for: client, endpoint: "\(request.scheme)://\(request.authority)\(request.path)", now: clock.wall())
        } else if let secret = form.secret {
            guard secret == client.secret else { throw .wrongSecret }
        } else {
            throw .nothingSent
        }
    }

    private func grant(audience: String, isV2: Bool, byCertificate: Bool) -> SimulatorResponse {
        let now = Int(clock.wall() / 1_000_000_000)
        let life = board.standing(.tokenExpired)?.size ?? Self.tokenLife
        let token = mint.token([
            "aud": .string(audience), "iss": .string("https://sts.windows.net/\(Tenant.id)/"),
            "iat": .integer(now - 300), "nbf": .integer(now - 300), "exp": .integer(now + life),
            "appid": .string(client.id), "appidacr": .string(byCertificate ? "2" : "1"),
            "oid": .string("0e0e0e0e-0000-4000-8000-000000000001"),
            "roles": .array(client.roles.map(JSONValue.string)),
            "sub": .string("0e0e0e0e-0000-4000-8000-000000000001"), "tid": .string(Tenant.id),
            "ver": .string("1.0"),
        ])
        if isV2 {
            return Self.json([
                "token_type": .string("Bearer"), "expires_in": .integer(life), "ext_expires_in": .integer(life),
                "access_token": .string(token),
            ])
        }
        return Self.json([
            "token_type": .string("Bearer"), "expires_in": .string(String(life)),
            "ext_expires_in": .string(String(life)), "expires_on": .string(String(now + life)),
            "not_before": .string(String(now - 300)), "resource": .string(audience), "access_token": .string(token),
        ])
    }

    private static func json(_ body: JSONValue) -> SimulatorResponse {
        SimulatorResponse(
            status: 200, headers: [("Content-Type", "application/json; charset=utf-8"), ("Cache-Control", "no-store")],
            body: Array(body.text().utf8))
    }
}
