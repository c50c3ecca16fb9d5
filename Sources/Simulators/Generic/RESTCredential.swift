import Foundation

/// What a REST service wants to see before it answers; every one of a list must be right.
enum RESTCredential: Sendable {
    /// A header with the simulator's secret behind a prefix.
    case header(name: String, prefix: String)
    /// A header with a fixed text, such as an account's mail address.
    case constant(name: String, value: String)
    /// HTTP Basic with the secret as password.
    case basic(user: String)
    /// Duo's signature.
    case duo(integrationKey: String)
    /// A bearer token from a login, for one of the audiences; none stands for the simulator's own address.
    case token(audiences: [String])

    func check(_ request: SimulatorRequest, _ context: ServiceContext) throws(ListingRefusal) {
        let isRight: Bool
        switch self {
        case .header(let name, let prefix):
            isRight = request.header(name.lowercased()) == prefix + context.client.secret
        case .constant(let name, let value): isRight = request.header(name.lowercased()) == value
        case .basic(let user):
            let expected = Data("\(user):\(context.client.secret)".utf8).base64EncodedString()
            isRight = request.credential("Basic ") == expected
        case .duo(let key):
            isRight = DuoSignatureCheck(integrationKey: key, secretKey: context.client.secret).accepts(request)
        case .token(let audiences):
            switch context.mint.check(bearerOf: request, audiences: audiences, now: context.clock.wall()) {
            case .valid: return
            case .expired: throw .expired
            case nil, .foreign, .otherAudience: throw .unauthorized
            }
        }
        if !isRight { throw .unauthorized }
    }

    /// The keys of a configuration entry, with the secret under a variable of the environment.
    func settings(variable: String) -> [ServiceConfiguration.Key] {
        let reference = "{env: \(variable)}"
        return switch self {
        case .header: [.init("token", reference)]
        case .constant(_, let value): [.init("user", value)]
        case .basic(let user): [.init("user", user), .init("token", reference)]
        case .duo(let key): [.init("integration_key", key), .init("secret_key", reference)]
        case .token: []
        }
    }
}
