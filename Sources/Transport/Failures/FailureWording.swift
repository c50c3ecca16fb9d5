import AuditModel

/// The one place that words a transport's failures.
struct FailureWording: Sendable {
    let settings: TransportSettings
    let notes: ServiceNotes
    /// Whether the configured secret has the form of an id.
    let secretLooksLikeID: Bool

    /// The five lines of a message besides what failed.
    private struct Lines {
        var means: String?
        var fix: String
    }

    /// The failure as callers and people see it.
    func failure(_ facts: FailureFacts) -> TransportFailure {
        var facts = facts
        let known = KnownError.matching(facts.error, status: facts.status)
        // A refused credential is often only a clock that is wrong; services say so in many ways, or not at all.
        if facts.kind == .unauthorized, abs(facts.clockOffset ?? 0) > 300_000 { facts.kind = .clock }
        let lines = lines(facts, known: facts.kind == .clock ? nil : known)
        let problem = Problem(
            .error, code(facts, known), what(facts), place: place(facts), said: said(facts), means: lines.means,
            effect: effect(facts), fix: lines.fix)
        return TransportFailure(
            facts.kind, host: facts.host, status: facts.status, code: facts.error.code, words: facts.error.words,
            requestID: facts.error.requestID, mayHaveArrived: facts.mayHaveArrived, problem: problem)
    }

    private func code(_ facts: FailureFacts, _ known: KnownError?) -> String {
        if let message = known?.message, facts.kind != .clock { return message }
        return switch facts.kind {
        case .unauthorized: "E-AUTH-SECRET"
        case .forbidden: "E-AUTH-CONSENT"
        case .throttled: "E-THROTTLED"
        case .timeout: "E-TIMEOUT"
        case .shrink: "E-QUESTION-SIZE"
        case .restart: "E-CONTINUATION"
        case .gone: "E-GONE"
        case .retention: "E-RETENTION"
        case .notSubscribed: "E-NOT-SUBSCRIBED"
        case .cutAnswer: "E-CUT-ANSWER"
        case .foreignHost: "E-HOST"
        case .unreachable: isTLS(facts) ? "E-TLS" : "E-NETWORK"
        case .clock: "E-CLOCK"
        case .tooLarge: "E-TOO-LARGE"
        case .rejected: facts.fault == nil ? "E-SERVICE" : "E-REQUEST"
        case .cancelled: "E-INTERRUPTED"
        }
    }

    private func isTLS(_ facts: FailureFacts) -> Bool {
        switch facts.fault?.reason {
        case .trust, .certificateName, .tls: true
        default: false
        }
    }

    private func what(_ facts: FailureFacts) -> String {
        let host = facts.host
        return switch facts.kind {
        case .unauthorized: "\(host) refuses the credential"
        case .forbidden: "\(host) does not let the application read this"
        case .throttled: "\(host) still asks to slow down"
        case .timeout: "\(host) gave no answer in time"
        case .shrink: "\(host) refuses so large a question"
        case .restart: "\(host) no longer knows where the answer goes on"
        case .gone: "\(host) does not have what was asked for"
        case .retention: "\(host) no longer serves what was asked for"
        case .notSubscribed: "no subscription delivers this content at \(host)"
        case .cutAnswer: "the answer of \(host) stayed cut short"
        case .foreignHost: foreign(facts)
        case .unreachable: unreachable(facts)
        case .clock: "this machine's clock and that of \(host) are too far apart"
        case .tooLarge: "the answer of \(host) is larger than \(settings.largestBytes) bytes"
        case .rejected: "\(host) rejects the request"
        case .cancelled: "the request to \(host) was stopped"
        }
    }

    private func foreign(_ facts: FailureFacts) -> String {
        switch facts.refusal {
        case .unclear: "a URL that does not say clearly where it leads was refused"
        case .plain(let host): "\(host) would be asked without TLS; that was refused"
        case .foreign, nil: "a link leads to \(facts.redirect ?? facts.host), which is not configured; it was refused"
        }
    }

    private func unreachable(_ facts: FailureFacts) -> String {
        let host = facts.host
        return switch facts.fault?.reason {
        case .name: "the name \(host) is not known"
        case .trust: "the certificate of \(host) is not trusted"
        case .certificateName: "the certificate that answers for \(host) is another host's"
        case .tls: "no secure connection to \(host)"
        case .proxy: "the proxy does not connect to \(host)"
        case .reset: "\(host) broke the connection before the answer was whole"
        default: "\(host) cannot be reached"
        }
    }

    private func place(_ facts: FailureFacts) -> String {
        [notes.source, facts.host].compactMap { $0 }.joined(separator: " · ")
    }

    private func said(_ facts: FailureFacts) -> String? {
        let parts = [facts.status.map { String($0) }, facts.error.code, facts.error.words ?? facts.fault?.detail]
        let text = parts.compactMap { $0 }.joined(separator: " ")
        return text.isEmpty ? nil : text
    }

    private func effect(_ facts: FailureFacts) -> String {
        switch facts.kind {
        case .foreignHost: "nothing was sent there; what the link leads to is unknown, not missing"
        default: "what this request asks for is unknown, not missing"
        }
    }

    private func lines(_ facts: FailureFacts, known: KnownError?) -> Lines {
        var lines = known.map { Lines(means: $0.means, fix: $0.fix) } ?? usualLines(facts)
        switch facts.kind {
        case .unauthorized:
            if secretLooksLikeID {
                lines.means = "the secret looks like a secret id; the service wants the secret's value"
            }
            if let origin = notes.credentialOrigin { lines.fix += ": " + origin }
            if let application = notes.application {
                lines.means = (lines.means ?? "") + "; application \(application)"
            }
        case .forbidden:
            lines.means = [lines.means, roles(facts)].compactMap { $0 }.joined(separator: "; ")
        default: break
        }
        return lines
    }

    private func roles(_ facts: FailureFacts) -> String? {
        var parts: [String] = []
        if let claims = facts.claims {
            parts.append(
                "roles in the token: " + (claims.roles.isEmpty ? "none" : claims.roles.joined(separator: ", ")))
        }
        if !notes.wantedRoles.isEmpty { parts.append("wanted: " + notes.wantedRoles.joined(separator: ", ")) }
        return parts.isEmpty ? nil : parts.joined(separator: "; ") + "; consent may take minutes to work"
    }
}

extension FailureWording {
    private func usualLines(_ facts: FailureFacts) -> Lines {
        switch facts.kind {
        case .unauthorized:
            Lines(means: "the credential is wrong, expired or another service's", fix: "store a current credential")
        case .forbidden:
            Lines(
                means: "the credential is good, but a permission or an administrator's consent is missing",
                fix: "grant the permission and admin consent, then run siemgap doctor")
        case .throttled: throttledLines(facts)
        case .timeout:
            Lines(
                means: facts.attempts > 1
                    ? "\(facts.attempts) attempts ended alike" : "the service is slow or overloaded",
                fix: "ask for shorter windows, or raise network.head and network.total")
        case .shrink: Lines(means: "the stretch or the page is too large", fix: "ask for shorter windows")
        case .restart: Lines(means: "marks of pages live for a limited time", fix: "the slice is asked for anew")
        case .gone:
            Lines(means: "it has expired, or the credential may not see it", fix: "check base_url and the names in it")
        case .retention:
            Lines(
                means: "the service keeps its log for a limited time",
                fix: "start later, use another authority, or let collect keep an archive from now on")
        case .notSubscribed:
            Lines(means: "content is made only while a subscription is on", fix: "start the subscription")
        case .cutAnswer:
            Lines(
                means: "\(facts.attempts) answers ended early or were not JSON",
                fix: "ask for shorter windows; try again later")
        case .foreignHost:
            Lines(
                means: "credentials go only to the hosts of base_url and login_url",
                fix: "if that host is the service's own, add it to the source's hosts")
        case .unreachable: unreachableLines(facts)
        case .clock: clockLines(facts)
        case .tooLarge: Lines(means: "bounds keep memory small", fix: "ask for smaller pages, or raise network.largest")
        case .rejected: rejectedLines(facts)
        case .cancelled: Lines(means: nil, fix: "go on with --resume")
        }
    }

    private func throttledLines(_ facts: FailureFacts) -> Lines {
        var means = "asked to slow down \(facts.throttles) times, waited \(Int(facts.waitedSeconds.rounded())) s"
        if let asked = facts.askedSeconds { means += ", asked for \(Int(min(asked, 1e9).rounded())) s more" }
        let setting = notes.rateSetting ?? "the source's limits"
        return Lines(means: means, fix: "lower \(setting), and stop other programs that use the same application")
    }

    private func clockLines(_ facts: FailureFacts) -> Lines {
        var means = "the service refuses times that are minutes away from its own"
        if let offset = facts.clockOffset {
            let hosts = facts.hostCount == 1 ? "the host asked" : "the median of \(facts.hostCount) hosts asked"
            means = "this machine's clock is \(abs(offset) / 1000) s \(offset > 0 ? "behind" : "ahead of") \(hosts)"
        }
        return Lines(means: means, fix: "set this machine's clock by a time server")
    }

    private func rejectedLines(_ facts: FailureFacts) -> Lines {
        if facts.fault?.reason == .request {
            return Lines(
                means: "a credential or header holds a line break or another character that cannot be sent",
                fix: "store the credential without them")
        }
        if facts.redirect != nil {
            return Lines(
                means: "it redirects elsewhere; redirects are not followed", fix: "set base_url to where it leads")
        }
        return Lines(means: "the request does not fit what the service takes", fix: "check the source's settings")
    }

    private func unreachableLines(_ facts: FailureFacts) -> Lines {
        let through = settings.proxy == nil ? "" : " (through the proxy of network.proxy)"
        return switch facts.fault?.reason {
        case .trust:
            Lines(
                means: "its authority is not among the system's"
                    + (settings.authorities.isEmpty ? "" : " or network.ca's")
                    + ", or the certificate has expired",
                fix: "name the authority's file under network.ca; verification cannot be switched off")
        case .certificateName:
            Lines(means: "the address leads to another server", fix: "check base_url, and name resolution here")
        case .tls:
            Lines(
                means: "the two share no TLS version, or something between them interferes",
                fix: "check base_url" + through)
        case .name: Lines(means: "name resolution failed\(through)", fix: "check base_url, and name resolution here")
        case .proxy: Lines(means: "the proxy refused or wants another login", fix: "check network.proxy or HTTPS_PROXY")
        default:
            Lines(
                means: "\(facts.attempts) \(facts.attempts == 1 ? "attempt" : "attempts") failed\(through)",
                fix: "check the network, base_url and network.proxy")
        }
    }
}
