extension KnownError {
    /// Known errors, service by service; a row with words stands before one of the same code without.
    static let services: [KnownError] =
        entraSecrets + entraApplications + entraTransient + managementActivity + graph + workspaces + okta + google
        + gitHub + aws
        + oAuth

    private static let secretFix = "make a new client secret and store its value where the configuration refers to"

    /// Entra's refusals of a proof; `reference-error-codes.md` of its documentation.
    private static let entraSecrets: [KnownError] = [
        .init(
            ["AADSTS7000215"], .fail(.unauthorized),
            means: "the client secret is wrong; often the secret's id was copied instead of its value",
            fix: secretFix),
        .init(["AADSTS7000222"], .fail(.unauthorized), means: "the client secret has expired", fix: secretFix),
        .init(
            ["AADSTS7000216", "AADSTS7000218"], .fail(.unauthorized),
            means: "the request held neither a secret nor an assertion",
            fix: "give the source a client_secret or a certificate"),
        .init(
            ["AADSTS700024"], .fail(.clock), means: "the assertion is not valid at the service's present time",
            fix: "set this machine's clock by a time server"),
        .init(
            ["AADSTS700027", "AADSTS50012"], .fail(.unauthorized),
            means:
                "the certificate is not registered with the application, or key and certificate do not belong together",
            fix: "upload the certificate to the application, and name the key that belongs to it"),
        .init(
            ["AADSTS50027"], .fail(.unauthorized), means: "the assertion lacks the certificate's thumbprint",
            fix: "name the certificate beside its key"),
    ]

    /// Entra's refusals of an application, a tenant or what is asked of them.
    private static let entraApplications: [KnownError] = [
        .init(
            ["AADSTS700016"], .fail(.unauthorized), message: "E-AUTH-APP",
            means: "the tenant has no such application: tenant or client_id is another's",
            fix: "compare tenant and client_id with the application's overview page"),
        .init(
            ["AADSTS7000112"], .fail(.unauthorized), message: "E-AUTH-APP",
            means: "the application is disabled in the tenant",
            fix: "enable the enterprise application for sign-in"),
        .init(
            ["AADSTS90002"], .fail(.unauthorized), message: "E-AUTH-APP",
            means: "no tenant has that name, or it lives in another cloud",
            fix: "check tenant and cloud of the source"),
        .init(
            ["AADSTS70011", "AADSTS1002012", "AADSTS500011", "AADSTS901002", "AADSTS900144"], .fail(.rejected),
            message: "E-AUTH-APP",
            means: "scope or resource of the token request do not fit the endpoint",
            fix: "check cloud, login_url and base_url of the source"),
        .init(
            ["AADSTS53003"], .fail(.forbidden), means: "a Conditional Access policy blocks the application",
            fix: "exempt the application from the policy, or run from an allowed network"),
        .init(
            ["AADSTS65001"], .fail(.forbidden), means: "nobody has consented to the permissions asked for",
            fix: "grant admin consent to the application"),
    ]

    private static let entraTransient: [KnownError] = [
        .init(
            ["AADSTS90006", "AADSTS90012", "AADSTS90024", "AADSTS90033", "AADSTS90090"], .retry,
            means: "the token service is short of something for the moment", fix: "try again in some minutes"),
        .init(
            ["AADSTS50196"], .fail(.throttled), means: "the application has asked for tokens in a loop",
            fix: "stop other runs with the same application, and try again in an hour"),
        .init(
            ["AADSTS*"], .fail(.unauthorized), message: "E-AUTH-APP", means: "Entra gives no token to this application",
            fix: "look the code up in Entra's sign-in logs, service principal sign-ins"),
    ]

    /// The error codes of the Office 365 Management Activity API reference.
    private static let managementActivity: [KnownError] = [
        .init(
            ["AF10001"], .fail(.forbidden), means: "the token lacks the permission",
            fix: "grant ActivityFeed.Read, for DLP.All also ActivityFeed.ReadDlp, and admin consent"),
        .init(
            ["AF20010", "AF20011", "AF20012", "AF20013"], .fail(.rejected), message: "E-AUTH-APP",
            means: "the tenant is not the token's, is not known, or has unified auditing switched off",
            fix: "check tenant; switch on auditing in the Purview portal and wait an hour"),
        .init(
            ["AF20022", "AF20023"], .fail(.notSubscribed), means: "nobody has subscribed to this content type",
            fix: "start the subscription; events from before it can be had only with purview-audit"),
        .init(["AF20024"], .tolerate, means: "the subscription is already there", fix: "nothing is to be done"),
        .init(
            ["AF20030", "AF20055"], .fail(.retention),
            means: "the stretch asked for lies more than 7 days back or is longer than a day",
            fix: "start later, use purview-audit, or let collect keep an archive"),
        .init(
            ["AF20031"], .fail(.restart), means: "the mark of the next page is no longer valid",
            fix: "the slice is asked for anew"),
        .init(
            ["AF20050", "AF20051", "AF20052"], .fail(.gone), means: "the content has expired or was never there",
            fix: "look for its events with purview-audit"),
        .init(
            ["AF50000", "AF50005", "AF50006"], .retry, means: "the service failed inside",
            fix: "try again in some minutes"),
    ]

    private static let graph: [KnownError] = [
        .init(
            ["UnknownError", "BadRequest"], words: ["skip token", "skiptoken"], .fail(.restart),
            means: "the mark of the next page is no longer valid", fix: "the slice is asked for anew"),
        .init(
            ["InvalidAuthenticationToken"], .renew, means: "the token has expired or is another cloud's",
            fix: "check cloud and base_url of the source"),
        .init(
            ["Authentication_MSGraphPermissionMissing", "Authorization_RequestDenied"], .fail(.forbidden),
            means: "the application lacks a permission, or an administrator's consent to it",
            fix: "grant the application permission and admin consent"),
        .init(
            ["Authentication_RequestFromNonPremiumTenantOrB2CTenant"], .fail(.forbidden), message: "E-LICENCE",
            means: "the tenant has no Entra ID P1 or P2 licence; also said when Directory.Read.All is missing",
            fix: "grant Directory.Read.All and try again; without a licence this log cannot be read"),
    ]

    /// "Azure Monitor Log Analytics API errors", learn.microsoft.com.
    private static let workspaces: [KnownError] = [
        .init(
            ["InsufficientAccessError"], .fail(.forbidden),
            means: "the application may not read the workspace, or not these tables of it",
            fix: "grant Data.Read of the Log Analytics API with admin consent, and the role Log Analytics Reader there"),
        .init(
            ["InvalidAuthenticationTokenAudience"], .fail(.forbidden), message: "E-AUTH-APP",
            means: "the token is for another service or another cloud", fix: "check cloud, resource and url of the SIEM"
        ),
        .init(
            ["PathNotFoundError", "WorkspaceNotFoundError"], .fail(.rejected),
            means: "the address knows no such workspace", fix: "check workspace, cloud and url of the SIEM"),
    ]

    private static let okta: [KnownError] = [
        .init(
            ["E0000011"], .renew, means: "the API token is wrong, or expired after 30 days without use",
            fix: "make a new API token and store it where the configuration refers to"),
        .init(
            ["E0000006"], .fail(.forbidden), means: "the token's user or application may not read the System Log",
            fix: "grant okta.logs.read, or the Report Administrator role"),
        .init(
            ["E0000009"], .retry, means: "the service failed, or the query took it longer than 30 s",
            fix: "try again in some minutes"),
    ]

    private static let google: [KnownError] = [
        .init(
            ["invalid_grant"], words: ["iat", "exp", "clock", "timeframe"], .fail(.clock),
            means: "the assertion is not valid at the service's present time",
            fix: "set this machine's clock by a time server"),
        .init(
            ["unauthorized_client"], .fail(.forbidden),
            means: "domain-wide delegation does not hold this service account with this scope",
            fix: "add the account's client id with admin.reports.audit.readonly in the Admin console"),
        .init(
            ["authError"], .renew, means: "the token is not valid, or the user it stands for is no administrator",
            fix: "name an administrator with the Reports privilege as the user to act for"),
        .init(
            ["insufficientPermissions", "forbidden"], .fail(.forbidden),
            means: "the token's scope does not cover the Reports API",
            fix: "delegate admin.reports.audit.readonly to the service account"),
    ]

    private static let gitHub: [KnownError] = [
        .init(
            words: ["bad credentials"], statuses: [401], .renew, means: "the token is wrong or expired",
            fix: "make a new token and store it where the configuration refers to"),
        .init(
            words: ["resource not accessible", "must have admin rights", "must be an owner", "read:audit_log"],
            statuses: [403, 404], .fail(.forbidden), means: "the token may not read the audit log",
            fix: "give the token the scope read:audit_log and authorise it for single sign-on"),
    ]

    private static let aws: [KnownError] = [
        .init(
            ["InvalidSignatureException", "SignatureDoesNotMatch"], words: ["expired", "not yet current"],
            .fail(.clock), means: "the signature's time is minutes away from the service's",
            fix: "set this machine's clock by a time server"),
        .init(
            ["InvalidSignatureException", "SignatureDoesNotMatch"], .fail(.unauthorized),
            means: "the secret access key does not belong to the access key id",
            fix: "store the pair's secret where the configuration refers to"),
        .init(
            ["UnrecognizedClientException", "InvalidClientTokenId"], .fail(.unauthorized),
            means: "the access key id or the session token is not known",
            fix: "check the key pair, and that temporary keys come with their session token"),
        .init(
            ["ExpiredTokenException", "ExpiredToken"], .fail(.unauthorized), means: "the temporary keys have expired",
            fix: "get new temporary keys, and start again with --resume"),
        .init(
            ["AccessDeniedException", "AccessDenied", "OperationNotPermittedException"], .fail(.forbidden),
            means: "the identity may not look up events",
            fix: "allow cloudtrail:LookupEvents to it in this account and region"),
        .init(
            ["InvalidNextTokenException"], .fail(.restart), means: "the mark of the next page is no longer valid",
            fix: "the slice is asked for anew"),
    ]

    /// RFC 6749 §5.2.
    private static let oAuth: [KnownError] = [
        .init(
            ["invalid_client", "invalid_grant"], .fail(.unauthorized),
            means: "the client's id, secret or assertion is not accepted",
            fix: "check the client's id, and that its secret is current"),
        .init(
            ["access_denied"], .fail(.forbidden), means: "the client may not have what it asks for",
            fix: "grant the client the scopes of the source"),
        .init(
            ["invalid_scope"], .fail(.rejected), message: "E-AUTH-APP", means: "the scope asked for does not exist",
            fix: "check the scope of the source"),
    ]
}
