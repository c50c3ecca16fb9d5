import AuditModel
import Testing

@testable import Transport

struct FailureWordingTests {
    private func wording(looksLikeID: Bool = false) -> FailureWording {
        var notes = ServiceNotes()
        notes.source = "m365"
        notes.application = "4b7a"
        notes.credentialOrigin = "M365_CLIENT_SECRET (siemgap.yaml:14)"
        notes.wantedRoles = ["ActivityFeed.Read"]
        return FailureWording(settings: TransportSettings(), notes: notes, secretLooksLikeID: looksLikeID)
    }

    private func facts(
        _ kind: TransportFailure.Kind, _ change: (inout FailureFacts) -> Void = { _ in }
    ) -> FailureFacts {
        var facts = FailureFacts(kind, host: "login.example")
        change(&facts)
        return facts
    }

    @Test func aWrongSecret() {
        let failure = wording(looksLikeID: true).failure(
            facts(.unauthorized) {
                $0.status = 401
                $0.error = ServiceError(code: "AADSTS7000215", words: "Invalid client secret.", requestID: "r1")
            })
        #expect(failure.kind == .unauthorized && failure.code == "AADSTS7000215" && failure.requestID == "r1")
        #expect(
            failure.problem
                == Problem(
                    .error, "E-AUTH-SECRET", "login.example refuses the credential", place: "m365 · login.example",
                    said: "401 AADSTS7000215 Invalid client secret.",
                    means: "the secret looks like a secret id; the service wants the secret's value; application 4b7a",
                    effect: "what this request asks for is unknown, not missing",
                    fix: "make a new client secret and store its value where the configuration refers to: "
                        + "M365_CLIENT_SECRET (siemgap.yaml:14)"))
    }

    @Test func aMissingRole() throws {
        let payload = Base64URL.encoded(#"{"roles":["Reports.Read"]}"#.utf8)
        let failure = wording().failure(
            facts(.forbidden) {
                $0.error = ServiceError(code: "AF10001")
                $0.claims = TokenClaims(Secret("e30." + payload + ".s"))
            })
        #expect(failure.problem.code == "E-AUTH-CONSENT")
        #expect(
            failure.problem.means
                == "the token lacks the permission; roles in the token: Reports.Read; wanted: ActivityFeed.Read; "
                + "consent may take minutes to work")
    }

    @Test(arguments: [(600_000, "600 s behind"), (-600_000, "600 s ahead of")])
    func aRefusedCredentialWithAClockThatIsOff(_ offset: Int, _ words: String) throws {
        let failure = wording().failure(facts(.unauthorized) { ($0.clockOffset, $0.hostCount) = (offset, 2) })
        #expect(failure.kind == .clock && failure.problem.code == "E-CLOCK")
        #expect(failure.problem.means == "this machine's clock is \(words) the median of 2 hosts asked")
    }

    @Test func throttledUntilPatienceEnded() {
        let failure = wording().failure(
            facts(.throttled) {
                $0.status = 429
                $0.throttles = 3
                $0.waitedSeconds = 41.2
                $0.askedSeconds = 3600
            })
        #expect(failure.problem.means == "asked to slow down 3 times, waited 41 s, asked for 3600 s more")
    }

    @Test(arguments: [
        (SendFault.Reason.trust, "E-TLS", "the certificate of login.example is not trusted"),
        (.certificateName, "E-TLS", "the certificate that answers for login.example is another host's"),
        (.tls, "E-TLS", "no secure connection to login.example"),
        (.name, "E-NETWORK", "the name login.example is not known"),
        (.connect, "E-NETWORK", "login.example cannot be reached"),
        (.reset, "E-NETWORK", "login.example broke the connection before the answer was whole"),
        (.proxy, "E-NETWORK", "the proxy does not connect to login.example"),
        (.headTimeout, "E-TIMEOUT", "login.example gave no answer in time"),
        (.tooLarge, "E-TOO-LARGE", "the answer of login.example is larger than 268435456 bytes"),
        (.request, "E-REQUEST", "login.example rejects the request"),
        (.cancelled, "E-INTERRUPTED", "the request to login.example was stopped"),
    ])
    func faultsOnTheWay(_ reason: SendFault.Reason, _ code: String, _ what: String) {
        let fault = SendFault(reason)
        let problem = wording().failure(facts(fault.kind) { $0.fault = fault }).problem
        #expect(problem.code == code && problem.what == what)
    }

    @Test func everyKindHasAllItsLines() {
        for kind in TransportFailure.Kind.allCases {
            let problem = wording().failure(facts(kind)).problem
            #expect(problem.fix?.isEmpty == false && problem.effect != nil && problem.place != nil, "\(kind)")
        }
    }

    @Test func everyKnownErrorSaysWhatToDo() {
        for known in KnownError.services {
            #expect(!known.means.isEmpty && !known.fix.isEmpty && (!known.codes.isEmpty || !known.words.isEmpty))
        }
        let codes = KnownError.services.filter(\.words.isEmpty).flatMap(\.codes)
        #expect(Set(codes).count == codes.count)
    }
}
