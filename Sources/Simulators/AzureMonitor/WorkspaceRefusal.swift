import AuditModel

/// An error of the query API.
///
/// learn.microsoft.com, "Azure Monitor Log Analytics API errors".
struct WorkspaceRefusal: Error, Hashable, Sendable {
    let status: Int
    let code: String
    let message: String
    /// From the outer to the inner.
    var inner: [JSONValue.Member] = []

    static let noCredential = WorkspaceRefusal(
        status: 401, code: "AuthorizationRequiredError", message: "Valid authentication was not provided")
    static let badToken = WorkspaceRefusal(
        status: 401, code: "AuthenticationFailed", message: "The provided authentication is not valid")
    static let otherAudience = WorkspaceRefusal(
        status: 403, code: "InvalidAuthenticationTokenAudience",
        message: "The access token has been obtained for wrong audience or resource")
    static let noAccess = WorkspaceRefusal(
        status: 403, code: "InsufficientAccessError",
        message: "The provided credentials have insufficient access to perform the requested operation")
    static let noWorkspace = WorkspaceRefusal(
        status: 404, code: "PathNotFoundError", message: "The requested path does not exist")
    static let timeout = WorkspaceRefusal(
        status: 504, code: "GatewayTimeout", message: "The query did not end in time")

    /// A question that lacks something or is of the wrong form.
    static func badArgument(_ code: String, _ message: String) -> WorkspaceRefusal {
        WorkspaceRefusal(
            status: 400, code: "BadArgumentError", message: "The request had some invalid properties",
            inner: [.init(code, .string(message))])
    }

    /// A query that cannot be read or names what is not there.
    init(_ fault: KustoFault) {
        self.init(
            status: 400, code: "BadArgumentError", message: "The request had some invalid properties",
            inner: [
                .init(fault.kind, .string("A problem occurred in the query.")),
                .init(fault.code, .string(fault.message)),
            ])
    }

    private init(status: Int, code: String, message: String, inner: [JSONValue.Member] = []) {
        self.status = status
        self.code = code
        self.message = message
        self.inner = inner
    }

    /// The answer.
    var response: SimulatorResponse {
        let nested = inner.reversed().reduce(JSONValue?.none) { nested, level in
            var members: [JSONValue.Member] = [.init("code", .string(level.name)), .init("message", level.value)]
            if let nested { members.append(.init("innererror", nested)) }
            return .object(members)
        }
        var members: [JSONValue.Member] = [
            .init("message", .string(message)), .init("code", .string(code)),
            .init("correlationId", .string("5ad1de3e-0000-4000-8000-00000000c0de")),
        ]
        if let nested { members.append(.init("innererror", nested)) }
        return .json(status, ["error": .object(members)])
    }
}
