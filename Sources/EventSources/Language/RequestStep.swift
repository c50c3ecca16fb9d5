/// One request that a description makes.
package struct RequestStep: Hashable, Sendable {
    package var method: String
    package var target: Target
    /// Keys and values in order; a key may occur several times, and a value whose hole nothing fills is left out.
    package var query: [BodyTemplate.Field]
    package var headers: [BodyTemplate.Field]
    package var body: BodyTemplate?

    /// Where it goes.
    package enum Target: Hashable, Sendable {
        /// Behind the base URL; what fills holes is percent-encoded.
        case path(Template)
        /// An absolute URL, or one relative to the base URL; what fills holes stays as it is.
        case url(Template)
    }

    /// Describes a request.
    package init(method: String = "GET", target: Target) {
        self.method = method
        self.target = target
        query = []
        headers = []
    }

    /// All templates of the request.
    var templates: [Template] {
        let place =
            switch target {
            case .path(let template), .url(let template): template
            }
        let fields = (query + headers).map(\.value)
        switch body {
        case .form(let form): return [place] + fields + form.map(\.value)
        case .json(let value): return [place] + fields + value.templates
        case nil: return [place] + fields
        }
    }

    /// The coarsest unit of the times it asks with, nanoseconds; 1 when it asks with none.
    var timeUnit: Int64 {
        let units = templates.flatMap(\.holes).map { hole in
            switch hole {
            case .from(let form), .to(let form): form.unit
            case .pageSize, .scope, .setting, .tenant, .token, .created, .item, .credential: Int64(1)
            }
        }
        return units.max() ?? 1
    }
}
