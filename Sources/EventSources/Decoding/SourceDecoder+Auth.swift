import AuditModel
import Settings
import Transport

extension SourceDecoder {
    /// Reads who asks.
    func auth(_ maps: [SettingsMap]) throws(SettingsFault) -> [AuthRule] {
        var rules: [AuthRule] = []
        for map in maps { rules.append(try auth(map)) }
        return rules
    }

    private enum Style: String, CaseIterable {
        case none, header, basic, token, duo, aws
        case firstOf = "first-of"
    }

    private func auth(_ map: SettingsMap) throws(SettingsFault) -> AuthRule {
        guard let style = try map.choice("style", Style.self) else {
            throw map.fault(nil, "style is missing", fix: "write style: header")
        }
        let rule: AuthRule
        switch style {
        case .none: rule = .none
        case .header:
            rule = .header(
                name: try map.text("name") ?? "Authorization", prefix: try map.text("prefix") ?? "",
                try secret(map, "secret"))
        case .basic: rule = .basic(user: try requiredTemplate(map, "user"), try secret(map, "secret"))
        case .token: rule = .token(try token(map))
        case .duo: rule = .duo(integrationKey: try requiredTemplate(map, "key"), try secret(map, "secret"))
        case .aws:
            rule = .signatureV4(
                keyID: try requiredTemplate(map, "key_id"), try secret(map, "secret"),
                sessionToken: map.has("session_token") ? try secret(map, "session_token") : nil,
                region: try requiredTemplate(map, "region"), service: try required("service", map))
            _ = map.node("session_token")
        case .firstOf: rule = .firstOf(try auth(map.maps("rules") ?? []))
        }
        try map.finish()
        return rule
    }

    /// A credential: the name of a declared setting in the tool's descriptions, a reference in a user's.
    private func secret(_ map: SettingsMap, _ key: String) throws(SettingsFault) -> AuthRule.SecretUse {
        guard author == .tool else {
            guard let reference = try map.secret(key) else {
                throw map.fault(nil, "\(key) is missing", fix: "write \(key): {env: NAME}")
            }
            return .reference(reference)
        }
        let parts = try required(key, map).split(separator: ":", maxSplits: 1).map { String($0) }
        guard let name = parts.first, secrets.contains(name) else {
            throw map.fault(key, "no credential is declared by that name", fix: nil)
        }
        return .setting(name, parts.count > 1 ? ResponsePath(parts[1]) : nil)
    }

    private func token(_ map: SettingsMap) throws(SettingsFault) -> AuthRule.TokenRule {
        guard let proofMap = try map.map("proof") else {
            throw map.fault(nil, "proof is missing", fix: "write proof: {style: secret, …}")
        }
        var rule = AuthRule.TokenRule(
            url: try requiredTemplate(map, "url"), fields: try fields(map, "fields"), proof: try proof(proofMap))
        rule.isJSON = try map.flag("json") ?? false
        rule.prefix = try map.text("prefix") ?? rule.prefix
        return rule
    }

    private enum ProofStyle: String, CaseIterable { case secret, basic, field, assertion }

    private func proof(_ map: SettingsMap) throws(SettingsFault) -> AuthRule.Proof {
        let proof: AuthRule.Proof
        switch try map.choice("style", ProofStyle.self) ?? .secret {
        case .secret: proof = .secret(clientID: try requiredTemplate(map, "client_id"), try secret(map, "secret"))
        case .basic: proof = .basic(user: try requiredTemplate(map, "user"), try secret(map, "secret"))
        case .field: proof = .field(name: try required("name", map), try secret(map, "secret"))
        case .assertion: proof = .assertion(try assertion(map))
        }
        try map.finish()
        return proof
    }

    private func assertion(_ map: SettingsMap) throws(SettingsFault) -> AuthRule.Assertion {
        var assertion = AuthRule.Assertion(
            algorithm: try template(map, "algorithm") ?? Template(literal: "RS256"), key: try secret(map, "key"),
            issuer: try requiredTemplate(map, "issuer"), subject: try requiredTemplate(map, "subject"),
            field: try map.text("field") ?? "client_assertion")
        assertion.certificate = try map.text("certificate")
        assertion.thumbprint = try template(map, "thumbprint") ?? assertion.thumbprint
        assertion.keyID = try template(map, "key_id")
        assertion.audience = try template(map, "audience")
        assertion.lifeSeconds = try map.duration("life").map { Int($0 / 1_000_000_000) } ?? assertion.lifeSeconds
        assertion.claims = try fields(map, "claims")
        assertion.also = try fields(map, "also")
        return assertion
    }
}
