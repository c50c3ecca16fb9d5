import AuditModel

/// Keeps one OAuth 2 token: asks for it, renews it at 80 % of its life or when it was refused, once for all who wait.
actor TokenKeeper {
    private let grant: TokenGrant
    private let sender: RetryingSender
    private let context: TransportContext
    private let redaction: Redaction
    private var current: AccessToken?
    private var renewal: Task<Result<AccessToken, TransportFailure>, Never>?
    private var generation = 0

    /// - Parameter sender: asks the token endpoint; pinned to its host.
    init(_ grant: TokenGrant, sender: RetryingSender, redaction: Redaction) {
        self.grant = grant
        self.sender = sender
        self.redaction = redaction
        context = sender.context
    }

    /// The token to use now.
    func token() async throws(TransportFailure) -> AccessToken {
        guard let current else { return try await renewed() }
        let now = context.uptime()
        guard now >= current.renewAt else { return current }
        do {
            return try await renewed()
        } catch {
            // What is missing is only a fresher one; the old one is still good for a while.
            if context.uptime() < current.endsAt, Self.isPassing(error.kind) { return current }
            throw error
        }
    }

    /// A token other than the one that was refused.
    func token(after refused: AccessToken) async throws(TransportFailure) -> AccessToken {
        if let current, current.generation != refused.generation { return current }
        return try await renewed()
    }

    private static func isPassing(_ kind: TransportFailure.Kind) -> Bool {
        switch kind {
        case .throttled, .timeout, .unreachable, .cutAnswer: true
        default: false
        }
    }

    private func renewed() async throws(TransportFailure) -> AccessToken {
        let task = renewal ?? started()
        let result = await task.value
        switch result {
        case .success(let token): return token
        case .failure(let failure): throw failure
        }
    }

    /// Starts to ask for a token.
    ///
    /// Everyone who needs the token awaits the task. It is no child of theirs, for one of them being cancelled must
    /// not fail the others; it ends by itself, as every request does.
    private func started() -> Task<Result<AccessToken, TransportFailure>, Never> {
        let task = Task { await asked() }
        renewal = task
        return task
    }

    private func asked() async -> Result<AccessToken, TransportFailure> {
        defer { renewal = nil }
        let started = context.uptime()
        do throws(TransportFailure) {
            let call = try await call()
            context.observe(.askingForToken(host: sender.hostName(of: grant.url)))
            let reply = try await sender.ask(call, credentials: nil) { TokenReply($0.body) != nil }
            guard let answer = TokenReply(reply.body) else {
                throw sender.cutAnswer(host: sender.hostName(of: grant.url))
            }
            redaction.learn(answer.token)
            generation += 1
            let life = Int64(answer.lifeSeconds * 1e9)
            let token = AccessToken(
                secret: answer.token, generation: generation, renewAt: started + life / 10 * 8, endsAt: started + life)
            current = token
            return .success(token)
        } catch {
            // What may have arrived is the question for a token, not what it was wanted for.
            var failure = error
            failure.mayHaveArrived = false
            return .failure(failure)
        }
    }

    private func call() async throws(TransportFailure) -> HTTPCall {
        var call = HTTPCall("POST", grant.url, headers: [.init("Accept", "application/json")])
        var fields = grant.fields
        switch grant.proof {
        case .secret(let clientID, let secret):
            if !fields.contains(where: { $0.name == "client_id" }) { fields.append(.init("client_id", clientID)) }
            fields.append(.init("client_secret", secret.revealed()))
        case .basic(let user, let secret):
            let login = BasicLogin.value(user: user, secret)
            call.headers.append(.init("Authorization", "Basic " + login.revealed()))
        case .field(let name, let secret): fields.append(.init(name, secret.revealed()))
        case .assertion(let assertion, let field, let also):
            fields += also
            fields.append(.init(field, try await signed(assertion).revealed()))
        }
        if grant.isJSON {
            call.headers.append(.init("Content-Type", "application/json"))
            call.body = Array(JSONValue.object(fields.map { .init($0.name, .string($0.value)) }).text().utf8)
        } else {
            call.headers.append(.init("Content-Type", "application/x-www-form-urlencoded"))
            call.body = PercentCoding.form(fields)
        }
        return call
    }

    private func signed(_ assertion: TokenGrant.Assertion) async throws(TransportFailure) -> Secret {
        do {
            return try await AssertionSigner(assertion: assertion)
                .signed(audience: grant.url, now: context.now(), id: context.randomBytes(16))
        } catch {
            throw TransportFailure(.rejected, host: sender.hostName(of: grant.url), problem: error.problem)
        }
    }
}
