import AuditModel

/// Sends a request until there is a usable answer or there can be none: pins the host, keeps to the rate, adds the
/// credential, waits and sends again.
struct RetryingSender: Sendable {
    let transport: any HTTPTransport
    let pin: HostPin
    let limiter: RateLimiter
    let judge: AnswerJudge
    let policy: RetryPolicy
    let tally: TransportTally
    let wording: FailureWording
    let context: TransportContext

    /// What one attempt brought.
    private enum Outcome {
        case reply(HTTPReply)
        case fault(SendFault)
    }

    /// One question from start to end.
    ///
    /// - Parameter credentials: added to each attempt; nil adds none.
    func ask(
        _ call: HTTPCall, credentials: CallSigner?, expects: @Sendable (HTTPReply) -> Bool
    ) async throws(TransportFailure) -> HTTPReply {
        let address = try pinned(call.url)
        var course = RetryCourse()
        while true {
            let (outcome, tokens) = try await attempt(call, at: address, credentials, &course)
            switch outcome {
            case .fault(let fault):
                var facts = facts(fault.kind, address, course)
                facts.fault = fault
                guard let trouble = fault.trouble else { throw wording.failure(facts) }
                try await pause(after: trouble, asked: nil, why: fault.reason.rawValue, facts, &course)
            case .reply(let reply):
                let judgement = judge.judge(reply, now: serviceNow, expects: expects)
                if judgement == .usable { return reply }
                try await act(on: judgement, reply, at: address, credentials, tokens, &course)
            }
        }
    }

    /// Sends a request once, also after the run was told to stop; what becomes of it is not looked at.
    ///
    /// Runs in a task of its own, which the cancelling of the caller's does not reach.
    func leave(_ call: HTTPCall, credentials: CallSigner) async {
        guard let address = try? pinned(call.url) else { return }
        var call = call
        call.mostSeconds = Self.leavingSeconds
        await Task { [call] in
            guard let signed = try? await credentials.signed(call, at: address, now: context.now()) else { return }
            tally.countRequest(host: address.name, isRetry: false)
            _ = await sent(signed.call, address)
        }.value
    }

    /// How long a request that frees something at a service may take.
    private static let leavingSeconds: Double = 5

    /// Does what has to be done before a request is sent again; throws when it is not.
    private func act(
        on judgement: AnswerJudge.Judgement, _ reply: HTTPReply, at address: HTTPAddress, _ credentials: CallSigner?,
        _ tokens: [AccessToken], _ course: inout RetryCourse
    ) async throws(TransportFailure) {
        switch judgement {
        case .usable: break
        case .again(let trouble, let asked, let error):
            let facts = facts(Self.kind(trouble), address, course, reply, error)
            try await pause(after: trouble, asked: asked, why: why(reply, trouble), facts, &course)
        case .renew(let error):
            guard let credentials, credentials.canRenew, !course.hasRenewed else {
                throw wording.failure(facts(.unauthorized, address, course, reply, error))
            }
            course.hasRenewed = true
            try await credentials.renew(after: tokens)
        case .failed(let kind, let error):
            var facts = facts(kind, address, course, reply, error)
            if kind == .forbidden { facts.claims = tokens.first.flatMap { TokenClaims($0.secret) } }
            redirect(of: reply, to: &facts)
            throw wording.failure(facts)
        }
    }

    /// The host a URL leads to, for messages.
    func hostName(of url: String) -> String { HTTPAddress(url)?.name ?? "an unclear URL" }

    /// A success without what it promised.
    func cutAnswer(host: String) -> TransportFailure { wording.failure(FailureFacts(.cutAnswer, host: host)) }

    /// Nanoseconds since the Unix epoch by the services' clocks, which their dates refer to.
    private var serviceNow: Int64 {
        context.now() + Int64(tally.record.clockOffsetMilliseconds ?? 0) * 1_000_000
    }

    private func pinned(_ url: String) throws(TransportFailure) -> HTTPAddress {
        do {
            return try pin.address(of: url)
        } catch {
            var facts = FailureFacts(.foreignHost, host: hostName(of: url))
            facts.refusal = error
            throw wording.failure(facts)
        }
    }

    private func attempt(
        _ call: HTTPCall, at address: HTTPAddress, _ credentials: CallSigner?, _ course: inout RetryCourse
    ) async throws(TransportFailure) -> (Outcome, [AccessToken]) {
        do {
            try await limiter.acquire()
        } catch {
            throw wording.failure(facts(.cancelled, address, course))
        }
        let signed: CallSigner.Signed
        do throws(TransportFailure) {
            if context.cancelFlag.isSet { throw wording.failure(facts(.cancelled, address, course)) }
            signed = try await credentials?.signed(call, at: address, now: context.now()) ?? .init(call: call)
        } catch {
            await limiter.release()
            throw error
        }
        tally.countRequest(host: address.name, isRetry: course.attempts > 0)
        course.attempts += 1
        let outcome = await sent(signed.call, address)
        await limiter.release()
        return (outcome, signed.tokens)
    }

    private func sent(_ call: HTTPCall, _ address: HTTPAddress) async -> Outcome {
        let start = context.now()
        do {
            let reply = try await transport.send(call)
            tally.observe(reply, host: address.name, sent: start, received: context.now())
            return .reply(reply)
        } catch let fault as SendFault {
            return .fault(fault)
        } catch is CancellationError {
            return .fault(SendFault(.cancelled))
        } catch {
            // What other errors say may hold parts of the request.
            return .fault(SendFault(.other))
        }
    }

    private func pause(
        after trouble: RetryPolicy.Trouble, asked: Double?, why: String, _ facts: FailureFacts,
        _ course: inout RetryCourse
    ) async throws(TransportFailure) {
        var facts = facts
        let seconds = policy.delay(
            after: trouble, attempt: course.meet(trouble), asked: asked, waited: course.waitedSeconds,
            jitter: context.jitter())
        guard let seconds else {
            facts.throttles = course.count(of: .throttle)
            facts.waitedSeconds = course.waitedSeconds
            facts.askedSeconds = asked
            throw wording.failure(facts)
        }
        if trouble == .throttle {
            let times = tally.countThrottle(seconds: seconds, uptime: context.uptime())
            await limiter.hold(seconds)
            context.observe(.throttled(host: facts.host, status: facts.status ?? 0, seconds: seconds, times: times))
        } else {
            context.observe(.retrying(host: facts.host, why: why, seconds: seconds))
        }
        course.waitedSeconds += seconds
        do {
            try await context.pause(seconds)
        } catch {
            facts.kind = .cancelled
            throw wording.failure(facts)
        }
    }

    /// Adds where a redirect leads; to a host that is not configured it is a failure of its own kind.
    private func redirect(of reply: HTTPReply, to facts: inout FailureFacts) {
        guard (300..<400).contains(reply.status), let location = reply.values(of: "location").first else { return }
        guard location.range(ofText: "://") != nil || location.hasPrefix("//") else {
            facts.redirect = facts.host
            return
        }
        facts.redirect = HTTPAddress(location)?.name
        do {
            _ = try pin.address(of: location)
        } catch {
            facts.kind = .foreignHost
            facts.refusal = error
        }
    }

    private func facts(
        _ kind: TransportFailure.Kind, _ address: HTTPAddress, _ course: RetryCourse, _ reply: HTTPReply? = nil,
        _ error: ServiceError = ServiceError()
    ) -> FailureFacts {
        var facts = FailureFacts(kind, host: address.name)
        facts.status = reply?.status
        facts.error = error
        facts.attempts = course.attempts
        facts.throttles = course.count(of: .throttle)
        facts.waitedSeconds = course.waitedSeconds
        let record = tally.record
        facts.clockOffset = record.clockOffsetMilliseconds
        facts.hostCount = record.hosts.count
        return facts
    }

    private func why(_ reply: HTTPReply, _ trouble: RetryPolicy.Trouble) -> String {
        trouble == .cut ? "cut answer" : String(reply.status)
    }

    private static func kind(_ trouble: RetryPolicy.Trouble) -> TransportFailure.Kind {
        switch trouble {
        case .throttle: .throttled
        case .connection: .unreachable
        case .gateway, .slow: .timeout
        case .cut: .cutAnswer
        }
    }
}
