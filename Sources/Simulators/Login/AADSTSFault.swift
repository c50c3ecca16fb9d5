import AuditModel

/// An error of Microsoft's token endpoint.
///
/// Numbers and words: "Microsoft Entra authentication and authorization error codes", MicrosoftDocs/entra-docs; most
/// statuses are what clients reported.
struct AADSTSFault: Error, Hashable, Sendable {
    /// The number in `AADSTS…`.
    let code: Int
    /// Further numbers of `error_codes`, in front of it.
    var alsoCodes: [Int] = []
    /// The OAuth error.
    let error: String
    let status: Int
    let text: String

    init(_ code: Int, _ error: String, _ status: Int, _ text: String, alsoCodes: [Int] = []) {
        self.code = code
        self.error = error
        self.status = status
        self.text = text
        self.alsoCodes = alsoCodes
    }

    static let wrongSecret = AADSTSFault(
        7_000_215, "invalid_client", 401,
        "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the "
            + "client secret ID, for a secret added to app")
    static let nothingSent = AADSTSFault(
        7_000_216, "invalid_client", 401,
        "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type.")
    static let unknownCertificate = AADSTSFault(
        700_027, "invalid_client", 401,
        "The certificate with identifier used to sign the client assertion is not registered on application.")
    static let badSignature = AADSTSFault(
        700_027, "invalid_client", 401, "Client assertion failed signature validation.")
    static let otherAudience = AADSTSFault(
        50_012, "invalid_client", 401, "Client assertion contains an invalid audience.", alsoCodes: [70_002])
    static let otherIssuer = AADSTSFault(
        50_012, "invalid_client", 401, "Client assertion contains an invalid issuer or subject.", alsoCodes: [70_002])
    static let assertionExpired = AADSTSFault(
        700_024, "invalid_client", 401, "Client assertion is not within its valid time range.")
    static let noThumbprint = AADSTSFault(
        50_027, "invalid_request", 400, "JWT token is invalid or malformed: it names no certificate.")
    static let malformedAssertion = AADSTSFault(50_027, "invalid_request", 400, "JWT token is invalid or malformed.")
    static let unknownClient = AADSTSFault(
        700_016, "unauthorized_client", 400,
        "Application was not found in the directory. You may have sent your "
            + "authentication request to the wrong tenant.")
    static let unknownTenant = AADSTSFault(90_002, "invalid_request", 400, "Tenant not found.")
    static let badScope = AADSTSFault(70_011, "invalid_scope", 400, "The provided value for scope is not valid.")
    static let scopeWithoutDefault = AADSTSFault(
        1_002_012, "invalid_scope", 400,
        "The provided value for scope is not valid. Client credential flows must have a scope value with /.default "
            + "suffixed to the resource identifier.")
    static let unknownResource = AADSTSFault(
        500_011, "invalid_resource", 400, "The resource principal was not found in the tenant.")
    static let resourceSentToV2 = AADSTSFault(
        901_002, "invalid_request", 400, "The 'resource' request parameter is not supported.")
    static let unsupportedGrant = AADSTSFault(
        70_003, "unsupported_grant_type", 400, "The app requested an unsupported grant type.")

    /// A body without a field it needs.
    static func missing(_ field: String) -> AADSTSFault {
        AADSTSFault(
            900_144, "invalid_request", 400, "The request body must contain the following parameter: '\(field)'.")
    }

    /// The fault of that number as a scenario plants it (F30); unknown numbers are transient ones.
    static func planted(_ code: Int) -> AADSTSFault {
        switch code {
        case 7_000_215: wrongSecret
        case 7_000_222: AADSTSFault(code, "invalid_client", 401, "The provided client secret keys are expired.")
        case 7_000_112: AADSTSFault(code, "unauthorized_client", 400, "Application is disabled.")
        case 700_016: unknownClient
        case 700_027: unknownCertificate
        case 53_003: AADSTSFault(code, "invalid_grant", 400, "Access has been blocked by Conditional Access policies.")
        case 90_002: unknownTenant
        case 90_055: AADSTSFault(code, "temporarily_unavailable", 429, "The tenant was throttled.")
        case 50_196: AADSTSFault(code, "invalid_request", 400, "The server terminated an operation: a request loop.")
        default: AADSTSFault(code, "temporarily_unavailable", 503, "A transient error has occurred. Please try again.")
        }
    }

    /// The answer, with a time in the service's own form.
    ///
    /// - Parameter now: nanoseconds since the Unix epoch, UTC.
    func answer(at now: Int64) -> SimulatorResponse {
        let trace = "0a0a0a0a-1111-2222-3333-444444444444"
        let correlation = "0b0b0b0b-1111-2222-3333-444444444444"
        let second = EventTime.floor(now, 1_000_000_000)
        let time = InstantText.rfc3339(second).replacing("T", with: " ")
        let body: JSONValue = [
            "error": .string(error),
            "error_description": .string(
                "AADSTS\(code): \(text) Trace ID: \(trace) Correlation ID: \(correlation) Timestamp: \(time)"),
            "error_codes": .array((alsoCodes + [code]).map(JSONValue.integer)), "timestamp": .string(time),
            "trace_id": .string(trace), "correlation_id": .string(correlation),
            "error_uri": .string("https://login.microsoftonline.com/error?code=\(code)"),
        ]
        return SimulatorResponse(
            status: status,
            headers: [("Content-Type", "application/json; charset=utf-8"), ("Cache-Control", "no-store")],
            body: Array(body.text().utf8))
    }
}
