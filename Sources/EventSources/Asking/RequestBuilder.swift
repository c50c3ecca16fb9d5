import AuditModel
import ByteScan
import Transport

/// Makes requests of steps.
struct RequestBuilder {
    let baseURL: String

    /// A request for a step; nil when nothing fills a hole of its path.
    ///
    /// - Parameters:
    ///   - paging: where a position that is no URL is written; nil for requests that have none.
    func call(
        _ step: RequestStep, _ values: TemplateValues, at position: PagePosition = .start, paging: PagingRule? = nil
    ) -> HTTPCall? {
        var values = values
        let written = paging.flatMap { Self.written(position, $0) }
        if let written { values.token = written }
        var query = Self.filled(step.query, values)
        var headers = Self.filled(step.headers, values)
        var body = step.body
        if let written, let paging, let write = paging.write {
            switch write {
            case .query(let key): query = Self.placing(written, key, query, isAlone: paging.isAlone)
            case .header(let name): headers = Self.placing(written, name, headers, isAlone: false)
            case .body(let path): body = Self.placing(written, path, body, values, paging)
            }
        }
        guard let url = url(step, values, query, position) else { return nil }
        var call = HTTPCall(step.method, url, headers: headers.map { HTTPCall.Header($0.key, $0.value) })
        Self.add(body, values, to: &call)
        return call
    }

    private func url(
        _ step: RequestStep, _ values: TemplateValues, _ query: [(key: String, value: String)], _ position: PagePosition
    ) -> String? {
        if case .link(let link) = position { return link }
        switch step.target {
        case .path(let template):
            guard let path = template.text(values, encode: PercentEncoding.segment) else { return nil }
            let root = baseURL.hasSuffix("/") ? String(baseURL.dropLast()) : baseURL
            return URLText.adding(query, to: root + (path.isEmpty || path.hasPrefix("/") ? "" : "/") + path)
        case .url(let template):
            guard let reference = template.text(values) else { return nil }
            return URLText.adding(query, to: URLText.resolve(reference, against: baseURL))
        }
    }

    /// The text of a position; nil for the start and for URLs.
    private static func written(_ position: PagePosition, _ paging: PagingRule) -> String? {
        switch position {
        case .start: paging.style == .pageNumber || paging.style == .offset ? String(paging.start) : nil
        case .link, .again: nil
        case .token(let token): token
        case .number(let number): String(number)
        case .time(let time): (paging.form ?? .isoMilliseconds).text(time)
        case .id(let id): id
        }
    }

    private static func filled(
        _ fields: [BodyTemplate.Field], _ values: TemplateValues
    ) -> [(key: String, value: String)] {
        fields.compactMap { field in field.value.text(values).map { (field.name, $0) } }
    }

    /// The pairs with one of them replaced, or added; or that one alone.
    private static func placing(
        _ value: String, _ key: String, _ pairs: [(key: String, value: String)], isAlone: Bool
    ) -> [(key: String, value: String)] {
        if isAlone { return [(key, value)] }
        guard let place = pairs.firstIndex(where: { $0.key == key }) else { return pairs + [(key, value)] }
        var pairs = pairs
        pairs[place].value = value
        return pairs
    }

    private static func placing(
        _ value: String, _ path: [String], _ body: BodyTemplate?, _ values: TemplateValues, _ paging: PagingRule
    ) -> BodyTemplate {
        if case .form(let fields)? = body, let key = path.first {
            let rest = paging.isAlone ? [] : fields.filter { $0.name != key }
            return .form(rest + [.init(key, Template(literal: value))])
        }
        var base = JSONValue.object([])
        if case .json(let template)? = body, !paging.isAlone { base = template.filled(values) ?? base }
        let isNumber = [.pageNumber, .offset].contains(paging.style) || paging.form?.isNumber == true
        let token: JSONValue
        if paging.isJSON, let tree = try? JSONTree(parsing: Array(value.utf8)) {
            token = JSONValue(tree)
        } else if isNumber, let number = Int(value) {
            token = .integer(number)
        } else {
            token = .string(value)
        }
        return .json(.fixed(base.setting(token, at: path[...])))
    }

    private static func add(_ body: BodyTemplate?, _ values: TemplateValues, to call: inout HTTPCall) {
        let (bytes, type): ([UInt8], String)
        switch body {
        case nil: return
        case .form(let fields):
            (bytes, type) = (
                Array(PercentEncoding.joined(filled(fields, values)).utf8), "application/x-www-form-urlencoded"
            )
        case .json(let template):
            guard let value = template.filled(values) else { return }
            (bytes, type) = (Array(value.text().utf8), "application/json")
        }
        call.body = bytes
        if !call.headers.contains(where: { $0.name.lowercased() == "content-type" }) {
            call.headers.append(.init("Content-Type", type))
        }
    }
}

extension JSONValue {
    /// The object with the member at the path set; what is no object on the way is replaced by one.
    fileprivate func setting(_ value: JSONValue, at path: ArraySlice<String>) -> JSONValue {
        guard let name = path.first else { return value }
        var members: [Member] = []
        if case .object(let own) = self { members = own }
        let place = members.firstIndex { $0.name == name }
        let inner = (place.map { members[$0].value } ?? .object([])).setting(value, at: path.dropFirst())
        if let place { members[place] = Member(name, inner) } else { members.append(Member(name, inner)) }
        return .object(members)
    }

    /// The value of parsed JSON; a number beyond 64 bits becomes the nearest `Double`.
    fileprivate init(_ tree: JSONTree) {
        switch tree {
        case .null: self = .null
        case .bool(let value): self = .bool(value)
        case .number(let text):
            let digits = String(decoding: text, as: UTF8.self)
            self = Int(digits).map { .integer($0) } ?? Double(digits).map { .number($0) } ?? .null
        case .string(let bytes): self = .string(String(decoding: bytes, as: UTF8.self))
        case .array(let elements): self = .array(elements.map { JSONValue($0) })
        case .object(let members):
            self = .object(members.map { Member(String(decoding: $0.name, as: UTF8.self), JSONValue($0.value)) })
        }
    }
}
