/// Asks one service, with its credentials, at its rate; many may share one transport.
package final class ServiceClient: ServiceAsking {
    private let sender: RetryingSender
    private let signer: CallSigner
    private let tally: TransportTally

    /// Nothing is sent before the first question.
    ///
    /// - Parameters:
    ///   - settings: how hosts are reached, for what messages say; the transport has its own.
    ///   - hosts: base URLs; what lies elsewhere is not asked. Plain `http` only to this machine.
    ///   - notes: what messages should name.
    package init(
        settings: TransportSettings, auth: AuthStyle, hosts: [String], rate: RateLimit, throttle: ThrottleRules,
        errors: ErrorRules, context: TransportContext, transport: any HTTPTransport, notes: ServiceNotes = .init(),
        retry: RetryPolicy = .init()
    ) {
        let redaction = Redaction(auth.secrets)
        var notes = notes
        notes.application = notes.application ?? auth.application
        let tally = TransportTally()
        let wording = FailureWording(settings: settings, notes: notes, secretLooksLikeID: auth.secretLooksLikeID)
        func makeJudge(_ throttle: ThrottleRules, _ errors: ErrorRules) -> AnswerJudge {
            AnswerJudge(
                throttles: ThrottleReader(rules: throttle), errors: ErrorReader(rules: errors, redaction: redaction))
        }
        func makeSender(_ hosts: [String], _ rate: RateLimit, _ judge: AnswerJudge) -> RetryingSender {
            RetryingSender(
                transport: transport, pin: HostPin(bases: hosts), limiter: RateLimiter(rate, context: context),
                judge: judge, policy: retry, tally: tally, wording: wording, context: context)
        }
        self.tally = tally
        sender = makeSender(hosts, rate, makeJudge(throttle, errors))
        signer = CallSigner(auth) { grant in
            // One token at a time: whoever needs it waits for the same request.
            let rate = RateLimit(requests: nil, perSeconds: 1, inFlight: 1)
            return TokenKeeper(
                grant, sender: makeSender([grant.url], rate, makeJudge(.init(), .tokenEndpoint)), redaction: redaction)
        }
    }

    package func ask(
        _ call: HTTPCall, expects: @escaping @Sendable (HTTPReply) -> Bool
    ) async throws(TransportFailure) -> HTTPReply {
        try await sender.ask(call, credentials: signer, expects: expects)
    }

    package func leave(_ call: HTTPCall) async { await sender.leave(call, credentials: signer) }

    package var record: TransportRecord { get async { tally.record } }

    /// What the token says of itself, asked for if there is none yet.
    ///
    /// - Returns: nil when no token is used, or it is of a form that says nothing.
    package func tokenClaims() async throws(TransportFailure) -> TokenClaims? {
        try await signer.firstToken().flatMap(TokenClaims.init)
    }
}
