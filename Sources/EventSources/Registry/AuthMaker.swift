import AuditModel
import ByteScan
import Settings
import Transport

/// Turns a description's rules about credentials into what the client needs.
struct AuthMaker {
    let settings: SourceSettings
    /// The source's name and place, for messages.
    let source: String
    let mark: SettingsMark
    let resolve: (SecretReference, String) throws(SettingsFault) -> Secret

    /// How the service wants to know who asks.
    func style(_ rules: [AuthRule]) throws(SettingsFault) -> AuthStyle {
        var styles: [AuthStyle] = []
        for rule in rules { styles.append(try style(rule)) }
        switch styles.count {
        case 0: return .none
        case 1: return styles[0]
        default: return .several(styles)
        }
    }

    private func style(_ rule: AuthRule) throws(SettingsFault) -> AuthStyle {
        switch rule {
        case .none: return .none
        case .header(let name, let prefix, let use):
            return .header(name: name, prefix: prefix, try secret(use))
        case .basic(let user, let use): return .basic(user: try text(user, [:]), try secret(use))
        case .duo(let key, let use): return .duo(integrationKey: try text(key, [:]), try secret(use))
        case .token(let token): return .token(try grant(token))
        case .signatureV4(let keyID, let use, let session, let region, let service):
            var sessionToken: Secret?
            if let session { sessionToken = try optionalSecret(session) }
            let key = AuthStyle.AWSKey(id: try text(keyID, [:]), secret: try secret(use), sessionToken: sessionToken)
            return .signatureV4(key, region: try text(region, [:]), service: service)
        case .firstOf(let rules):
            guard let chosen = rules.first(where: { settings.isSet($0) }) else { throw fault("no credential is set") }
            return try style(chosen)
        }
    }

    // MARK: Tokens

    private func grant(_ rule: AuthRule.TokenRule) throws(SettingsFault) -> TokenGrant {
        let proof: TokenGrant.Proof
        let credentials = try jsonCredentials(rule)
        switch rule.proof {
        case .secret(let clientID, let use): proof = .secret(clientID: try text(clientID, credentials), try secret(use))
        case .basic(let user, let use): proof = .basic(user: try text(user, credentials), try secret(use))
        case .field(let name, let use): proof = .field(name: name, try secret(use))
        case .assertion(let rule):
            proof = .assertion(
                try assertion(rule, credentials), field: rule.field, also: try headers(rule.also, credentials))
        }
        var grant = TokenGrant(
            url: try text(rule.url, credentials), fields: try headers(rule.fields, credentials), proof: proof)
        grant.isJSON = rule.isJSON
        grant.prefix = rule.prefix
        return grant
    }

    private func assertion(
        _ rule: AuthRule.Assertion, _ credentials: [String: JSONTree]
    ) throws(SettingsFault) -> TokenGrant.Assertion {
        let (algorithm, thumbprint) = (try text(rule.algorithm, credentials), try text(rule.thumbprint, credentials))
        guard let signing = TokenGrant.Assertion.Algorithm(rawValue: algorithm) else {
            throw fault("\"\(algorithm)\" is no algorithm of assertions")
        }
        guard let print = TokenGrant.Assertion.Thumbprint(rawValue: thumbprint) else {
            throw fault("\"\(thumbprint)\" is no kind of thumbprint")
        }
        var assertion = TokenGrant.Assertion(
            algorithm: signing, key: try secret(rule.key), issuer: try text(rule.issuer, credentials),
            subject: try text(rule.subject, credentials))
        if let name = rule.certificate { assertion.certificate = try secret(.setting(name, nil)).revealed() }
        assertion.thumbprint = print
        if let keyID = rule.keyID { assertion.keyID = try text(keyID, credentials) }
        if let audience = rule.audience { assertion.audience = try text(audience, credentials) }
        assertion.lifeSeconds = rule.lifeSeconds
        assertion.claims = try headers(rule.claims, credentials)
        return assertion
    }

    private func headers(
        _ fields: [BodyTemplate.Field], _ credentials: [String: JSONTree]
    ) throws(SettingsFault) -> [HTTPCall.Header] {
        var headers: [HTTPCall.Header] = []
        for field in fields {
            if let text = field.value.text(values(credentials)) { headers.append(.init(field.name, text)) }
        }
        return headers
    }

    // MARK: Texts and credentials

    private func text(_ template: Template, _ credentials: [String: JSONTree]) throws(SettingsFault) -> String {
        if let text = template.text(values(credentials)) { return text }
        let names = template.holes.compactMap { hole in
            switch hole {
            case .setting(let name): settings.texts[name] == nil ? name : nil
            case .credential(let name, let path): "\(path.text) in \(name)"
            case .from, .to, .pageSize, .scope, .tenant, .token, .created, .item: nil
            }
        }
        let what = "\(names.joined(separator: " and ")) is missing"
        let isInside = template.holes.contains { hole in
            if case .credential = hole { true } else { false }
        }
        throw isInside ? contentFault(what) : fault(what)
    }

    private func values(_ credentials: [String: JSONTree]) -> TemplateValues {
        var values = TemplateValues()
        values.settings = settings.texts
        values.credential = { name, path in credentials[name]?.text(at: path) }
        return values
    }

    /// The credentials that are JSON and that templates of the rule look into.
    private func jsonCredentials(_ rule: AuthRule.TokenRule) throws(SettingsFault) -> [String: JSONTree] {
        var templates = [rule.url] + rule.fields.map(\.value)
        switch rule.proof {
        case .secret(let template, _), .basic(let template, _): templates.append(template)
        case .field: break
        case .assertion(let assertion):
            templates +=
                [assertion.issuer, assertion.subject] + [assertion.keyID, assertion.audience].compactMap { $0 }
            templates += (assertion.claims + assertion.also).map(\.value)
        }
        var credentials: [String: JSONTree] = [:]
        for case .credential(let name, _) in templates.flatMap(\.holes) where credentials[name] == nil {
            credentials[name] = try tree(of: name)
        }
        return credentials
    }

    private func tree(of name: String) throws(SettingsFault) -> JSONTree {
        let text = try secret(.setting(name, nil)).revealed()
        guard let tree = try? JSONTree(parsing: Array(text.utf8)) else { throw contentFault("\(name) holds no JSON") }
        return tree
    }

    private func secret(_ use: AuthRule.SecretUse) throws(SettingsFault) -> Secret {
        guard let secret = try optionalSecret(use) else {
            if case .setting(let name, _) = use { throw fault("\(name) is missing") }
            throw fault("a credential is missing")
        }
        return secret
    }

    private func optionalSecret(_ use: AuthRule.SecretUse) throws(SettingsFault) -> Secret? {
        switch use {
        case .reference(let reference): return try resolve(reference, "sources.\(source).auth")
        case .setting(let name, let path):
            guard let reference = settings.secrets[name] else { return nil }
            let secret = try resolve(reference, "sources.\(source).\(name)")
            guard let path else { return secret }
            guard let text = (try? JSONTree(parsing: Array(secret.revealed().utf8)))?.text(at: path) else {
                throw contentFault("\(name) holds no JSON with \(path.text)")
            }
            return Secret(text)
        }
    }

    private func fault(_ what: String) -> SettingsFault {
        SettingsFault(.init("sources.\(source): \(what)", at: mark, fix: "siemgap config schema lists the settings"))
    }

    /// What is wrong inside a credential, which has no place in the file.
    private func contentFault(_ what: String) -> SettingsFault {
        SettingsFault(.init("sources.\(source): \(what)", at: nil, fix: "put the whole credential there"))
    }
}
