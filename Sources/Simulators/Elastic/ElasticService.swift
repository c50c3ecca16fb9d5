import AuditModel
import ByteScan
import Foundation

/// Plays Elasticsearch or OpenSearch with one data stream.
///
/// Sources: "Search APIs" and "Open point in time API" of the Elasticsearch reference, "Point in Time" of the OpenSearch
/// documentation.
final class ElasticService: ContextHolding {
    let product: ElasticProduct
    let context: StoreContext
    let index: ElasticIndex
    let contexts: ElasticContexts

    init(_ product: ElasticProduct, _ context: StoreContext) {
        self.product = product
        self.context = context
        index = ElasticIndex(context.shelf)
        contexts = ElasticContexts(context.name)
    }

    var openContexts: Int { contexts.count(at: context.clock.wall()) }

    func configuration(at address: String) -> ServiceConfiguration? {
        var keys: [ServiceConfiguration.Key] = [
            .init("type", product.rawValue), .init("url", address), .init("index", index.name),
        ]
        switch product {
        case .elasticsearch: keys.append(.init("api_key", "{env: \(product.variable)}"))
        case .openSearch:
            keys += [.init("username", ElasticProduct.user), .init("password", "{env: \(product.variable)}")]
        }
        if index.form.idField == nil {
            keys.append(.init("id", #"["@timestamp", event.id, event.provider, organization.id]"#))
        }
        let secret = product == .elasticsearch ? encodedKey : context.client.secret
        return ServiceConfiguration(
            name: context.name, keys: keys, environment: [.init(product.variable, secret)])
    }

    func answer(_ request: SimulatorRequest) -> SimulatorResponse? {
        guard let route = ElasticRoute(request, product) else { return nil }
        do throws(ElasticError) {
            guard try isMine(route, request) else { return nil }
            if let refusal = refusal(of: request) { return refusal }
            if let fault = fault(route) { return fault }
            return dressed(try answer(route, request), request)
        } catch {
            return dressed(.json(error.status, error.body), request)
        }
    }

    // MARK: Who asks

    /// What the API key's header says behind `ApiKey`.
    private var encodedKey: String {
        Data("\(ElasticProduct.user):\(context.client.secret)".utf8).base64EncodedString()
    }

    private func refusal(of request: SimulatorRequest) -> SimulatorResponse? {
        let isKnown =
            product == .elasticsearch && request.credential("ApiKey ") == encodedKey
            || request.credential("Basic ") == encodedKey || request.credential("Bearer ") == context.client.secret
        if isKnown && context.board.value(.denied) == nil { return nil }
        if isKnown { _ = context.board.strike(.denied, most: .max) }
        guard product == .elasticsearch else {
            return SimulatorResponse(
                status: 401,
                headers: [("Content-Type", "text/plain"), ("WWW-Authenticate", #"Basic realm="OpenSearch Security""#)],
                body: Array("Unauthorized".utf8))
        }
        let said = "unable to authenticate user for REST request [\(request.path)]"
        var answer = dressed(.json(401, ElasticError(401, "security_exception", said).body), request)
        answer.headers.append(("WWW-Authenticate", #"Basic realm="security", charset="UTF-8""#))
        answer.headers.append(("WWW-Authenticate", "ApiKey"))
        return answer
    }

    /// Whether the request is about this data stream; of several simulated ones each answers for its own.
    private func isMine(_ route: ElasticRoute, _ request: SimulatorRequest) throws(ElasticError) -> Bool {
        switch route {
        case .search(let names?), .count(let names?), .fields(let names), .openPointInTime(let names):
            let names = names.split(separator: ",").map(String.init)
            if names.contains(where: index.isMeant) { return true }
            let others = ServiceCatalogue.entries.map { "logs-\($0.source)-default" }
            let isOthers = names.contains { name in others.contains { ElasticSourceFilter.fits(name, $0) } }
            guard !isOthers, let missing = names.first else { return false }
            throw .missingIndex(missing)
        case .search(nil):
            guard let pit = try ElasticSearch.body(of: request)?["pit"]?["id"]?.text else { return true }
            return isMine(id: pit)
        case .scroll, .closeScroll, .closePointInTime(all: false):
            return try ids(of: request).first.map(isMine(id:)) ?? true
        case .information, .authenticate, .privileges, .health, .count(nil), .closePointInTime(all: true): return true
        }
    }

    /// An id that no simulated data stream made is this one's to refuse.
    private func isMine(id: String) -> Bool {
        let name = Base64URL.bytes(of: id).map { String(decoding: $0, as: UTF8.self) }
        return contexts.owns(id) || !(name?.hasPrefix("siem-") ?? false)
    }

    /// The contexts that a request names.
    func ids(of request: SimulatorRequest) throws(ElasticError) -> [String] {
        let body = try ElasticSearch.body(of: request)
        let parts = request.path.split(separator: "/").map(String.init)
        if parts.count == 3, parts[1] == "scroll" { return [parts[2]] }
        for name in ["id", "pit_id", "scroll_id"] {
            if let text = body?[name]?.text { return [text] }
            if let texts = body?[name]?.elements?.compactMap(\.text) { return texts }
        }
        return request.parameter("scroll_id").map { [$0] } ?? []
    }

    // MARK: Faults of the way there

    private func fault(_ route: ElasticRoute) -> SimulatorResponse? {
        switch route {
        case .search, .scroll, .count, .openPointInTime: break
        default: return nil
        }
        if context.board.strike(.throttled) {
            return .json(
                429,
                ElasticError(
                    429, "es_rejected_execution_exception", "rejected execution of TimedRunnable on search queue"
                ).body)
        }
        switch route {
        case .search, .scroll: break
        default: return nil
        }
        if context.board.strike(.timeout) { return Self.gatewayTimeout }
        if context.board.strike(.empty) { return .json(200, bytes: []) }
        return nil
    }

    /// What a proxy in front of the product answers.
    static var gatewayTimeout: SimulatorResponse {
        SimulatorResponse(
            status: 504, headers: [("Content-Type", "text/html")],
            body: Array("<html><body><h1>504 Gateway Time-out</h1></body></html>".utf8))
    }

    /// The product's own headers, and the media type that newer clients ask for.
    private func dressed(_ answer: SimulatorResponse, _ request: SimulatorRequest) -> SimulatorResponse {
        guard product == .elasticsearch else { return answer }
        var answer = answer
        answer.headers.append(("X-Elastic-Product", "Elasticsearch"))
        if let wanted = request.header("accept"), wanted.hasPrefix("application/vnd.elasticsearch+json") {
            let isJSON = answer.headers.contains { $0.name == "Content-Type" && $0.value == "application/json" }
            if isJSON {
                answer.headers.removeAll { $0.name == "Content-Type" }
                let type = wanted.split(separator: ",").first.map(String.init) ?? wanted
                answer.headers.append(("Content-Type", type.replacing("; ", with: ";")))
            }
        }
        return answer
    }
}
