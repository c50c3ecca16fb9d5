import AuditModel
import Pulling
import Recordings
import SIEMStores
import Transport

/// Looks at one source or SIEM: credentials, roles, what restricts them, scopes, a sample, the clock, retention, limits.
///
/// Reads only: it asks for a token, for what the service says of itself, for subscriptions, and for one page.
struct ServiceExamination {
    let asked: AskedSource
    /// The same service where it is a SIEM.
    let store: (any SIEMStore)?
    /// Nanoseconds since the Unix epoch.
    let now: Int64

    private static let day: Int64 = 86_400_000_000_000
    private static let hour: Int64 = 3_600_000_000_000
    /// Name of the check of a service that has no scopes.
    private static let onlyScope = "scope"

    /// All checks, in the order in which they are made; what depends on a failed one is left out.
    func checks() async -> [DoctorCheck] {
        var checks = certificates()
        let login = await login()
        checks += login.checks
        guard login.works else { return checks }
        if let store {
            let said = await examination(of: store)
            checks += said.checks
            guard said.works else { return checks }
        }
        let (scopes, ready) = await scopes()
        guard let scope = ready.first else { return checks + scopes + [await clock(), retention, limits] }
        let sample = await sample(scope)
        // A service without scopes was asked for none: only the sample tells whether it answers.
        checks += scopes.filter { $0.name != Self.onlyScope || sample.state != .fail } + [sample]
        checks.append(await clock())
        checks.append(retention)
        checks.append(limits)
        return checks
    }

    private func check(
        _ name: String, _ state: DoctorCheck.State, _ seen: String, fix: String? = nil
    ) -> DoctorCheck {
        DoctorCheck(asked.name, name, state, seen, fix: fix)
    }

    private func certificates() -> [DoctorCheck] {
        asked.auth.certificates.map { text in
            guard let facts = try? CertificateFacts(pem: text) else {
                return check("certificate", .fail, "it cannot be read", fix: "name a PEM file with a certificate")
            }
            let until = InstantText.rfc3339(facts.notAfter)
            let days = (facts.notAfter - now) / Self.day
            if facts.notAfter <= now {
                return check(
                    "certificate", .fail, "it expired on \(until)", fix: "register a new one with the application")
            }
            return check(
                "certificate", days < 30 ? .warn : .ok, "valid until \(until), x5t \(facts.sha1Thumbprint)",
                fix: days < 30 ? "register a new one within \(days) days" : nil)
        }
    }

    private func login() async -> (checks: [DoctorCheck], works: Bool) {
        do {
            guard let claims = try await asked.client.tokenClaims() else {
                return ([check("credential", .ok, "set")], true)
            }
            let tenant = claims.tenant.map { " for tenant \($0)" } ?? ""
            let roles = claims.roles + claims.scopes
            let granted = check(
                "roles", roles.isEmpty ? .warn : .ok,
                roles.isEmpty ? "the token holds none" : roles.sorted().joined(separator: " "),
                fix: roles.isEmpty ? "grant the application its role, and consent as an administrator" : nil)
            return ([check("login", .ok, "a token was given\(tenant)"), granted], true)
        } catch {
            return ([DoctorCheck(asked.name, "login", error.problem)], false)
        }
    }

    /// What a SIEM says of itself and of what the credential may see.
    private func examination(of store: any SIEMStore) async -> (checks: [DoctorCheck], works: Bool) {
        do {
            let said = try await store.examination(asked.client)
            let facts = [("product", said.product), ("user", said.user)].compactMap { name, text in
                text.map { check(name, .ok, $0) }
            }
            let remarks = said.problems.map { DoctorCheck(asked.name, "restriction", $0) }
            return (facts + remarks, !remarks.contains { $0.state == .fail })
        } catch {
            return ([DoctorCheck(asked.name, "answer", error.problem)], false)
        }
    }

    private func scopes() async -> (checks: [DoctorCheck], ready: [Scope?]) {
        let readiness = await asked.source.readiness(asked.client)
        let checks = readiness.map { state in
            let name = state.scope?.value ?? Self.onlyScope
            if let problem = state.problem { return DoctorCheck(asked.name, name, problem) }
            if let refusal = state.refusal { return check(name, .fail, refusal.rawValue) }
            return check(name, .ok, "can be asked")
        }
        return (checks, readiness.filter { $0.refusal == nil }.map(\.scope))
    }

    /// One page of an hour that is settled.
    private func sample(_ scope: Scope?) async -> DoctorCheck {
        let traits = asked.source.traits
        let reach = max(traits.settle, traits.youngest)
        let end = now - min(reach, (traits.oldest(of: scope) ?? .max) - 2 * Self.hour)
        let question = SliceQuestion(
            scope: scope, window: TimeWindow(from: end - Self.hour, to: end), pageSize: traits.pageSizes.first ?? 100)
        let pages = asked.source.pages(of: question, from: nil, asked.client)
        do {
            let page = try await pages.next()
            await pages.close()
            let records = page?.records ?? 0
            if let flaw = page?.flaw { return check("sample", .warn, "\(flaw.reason): \(flaw.detail)") }
            let fields = "id \(traits.paths.id.joined(separator: "+")), time \(traits.paths.time ?? "none")"
            if records == 0 {
                let until = InstantText.rfc3339(EventTime.floor(end, 1_000_000_000))
                // A quiet hour is nothing wrong.
                return check(
                    "sample", .ok, "it answers; no event in the hour before \(until), so that no field was seen")
            }
            return check("sample", .ok, "\(records == 1 ? "1 record" : "\(records) records"); \(fields)")
        } catch {
            await pages.close()
            return DoctorCheck(asked.name, "sample", error.problem)
        }
    }

    private func clock() async -> DoctorCheck {
        let record = await asked.client.record
        if let problem = ClockCheck.problem(record) { return DoctorCheck(asked.name, "clock", problem) }
        guard let offset = record.clockOffsetMilliseconds else {
            return check("clock", .ok, "the service names no time")
        }
        return check("clock", .ok, "\(abs(offset)) ms \(offset < 0 ? "ahead of" : "behind") the service")
    }

    private var retention: DoctorCheck {
        let traits = asked.source.traits
        guard let oldest = traits.oldest else { return check("retention", .ok, "no limit is known") }
        let own = traits.ownOldest.sorted { $0.key.value < $1.key.value }
            .map { ", \($0.key.value) the last \($0.value / Self.day)" }.joined()
        return check(
            "retention", .ok,
            "serves the last \(oldest / Self.day) days\(own), back to \(InstantText.rfc3339(EventTime.floor(now - oldest, Self.hour)))"
        )
    }

    private var limits: DoctorCheck {
        let traits = asked.source.traits
        let rate = traits.rate.requests.map { "\($0) requests in \(Int(traits.rate.perSeconds)) s, " } ?? ""
        let pages = traits.pageSizes.first.map { ", pages of \($0)" } ?? ""
        return check("limits", .ok, "\(rate)\(traits.rate.inFlight) at once\(pages)")
    }
}

extension AuthStyle {
    /// Certificates that assertions are signed with, PEM.
    fileprivate var certificates: [String] {
        switch self {
        case .token(let grant):
            guard case .assertion(let assertion, _, _) = grant.proof else { return [] }
            return [assertion.certificate].compactMap { $0 }
        case .several(let styles): return styles.flatMap(\.certificates)
        case .none, .header, .basic, .duo, .signatureV4, .sharedKey, .path: return []
        }
    }
}
