/// Decides what an answer is worth.
struct AnswerJudge: Sendable {
    let throttles: ThrottleReader
    let errors: ErrorReader

    /// What is to be done with an answer.
    enum Judgement: Hashable, Sendable {
        case usable
        /// Send again; `asked` are the seconds the service asks to wait.
        case again(RetryPolicy.Trouble, asked: Double?, ServiceError)
        /// Replace the credential and send again, once.
        case renew(ServiceError)
        case failed(TransportFailure.Kind, ServiceError)
    }

    /// - Parameters:
    ///   - expects: whether a success is whole.
    ///   - now: nanoseconds since the Unix epoch, by the service's clock if it is known.
    func judge(_ reply: HTTPReply, now: Int64, expects: (HTTPReply) -> Bool) -> Judgement {
        let isSuccess = (200..<300).contains(reply.status)
        if isSuccess, expects(reply) { return .usable }
        let error = errors.error(in: reply)
        if let throttle = throttles.throttle(in: reply, error: error, now: now) {
            return .again(.throttle, asked: throttle.seconds, error)
        }
        guard !isSuccess else { return cut(reply, error) }
        return judgement(errors.handling(of: error, status: reply.status), reply, error)
    }

    /// A success with a body that is not one: an error inside it may say why.
    private func cut(_ reply: HTTPReply, _ error: ServiceError) -> Judgement {
        switch error.code.flatMap(errors.ruled) {
        case .tolerate: .usable
        case .fail(let kind): .failed(kind, error)
        case .retry, .renew, nil: .again(.cut, asked: nil, error)
        }
    }

    private func judgement(
        _ handling: ErrorRules.Class, _ reply: HTTPReply, _ error: ServiceError
    ) -> Judgement {
        switch handling {
        case .tolerate: .usable
        case .renew: .renew(error)
        case .fail(.throttled): .again(.throttle, asked: nil, error)
        // A service that says that it took too long may be quicker the next time.
        case .fail(.timeout): .again(.slow, asked: nil, error)
        case .fail(let kind): .failed(kind, error)
        case .retry: .again(reply.status == 504 || reply.status == 408 ? .slow : .gateway, asked: nil, error)
        }
    }
}
