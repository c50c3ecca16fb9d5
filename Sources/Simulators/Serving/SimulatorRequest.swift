/// A request as a simulated service sees it.
package struct SimulatorRequest: Sendable {
    package let method: String
    /// `http` or `https`.
    package let scheme: String
    /// The host and port the client named.
    package let authority: String
    /// Percent-decoded, without the query.
    package let path: String
    /// Percent-decoded names and values, in order; a name may occur several times.
    package let query: [(name: String, value: String)]
    /// The query as it was sent, without the question mark.
    package let rawQuery: String
    /// Names in lower case, in order.
    package let headers: [(name: String, value: String)]
    package let body: [UInt8]

    /// Describes a request.
    package init(
        method: String, scheme: String, authority: String, path: String, query: [(name: String, value: String)],
        rawQuery: String, headers: [(name: String, value: String)], body: [UInt8]
    ) {
        self.method = method
        self.scheme = scheme
        self.authority = authority
        self.path = path
        self.query = query
        self.rawQuery = rawQuery
        self.headers = headers
        self.body = body
    }

    /// The first value of a query parameter.
    package func parameter(_ name: String) -> String? { query.first { $0.name == name }?.value }

    /// The first value of a header, named in lower case.
    package func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}

/// What a simulated service answers.
package struct SimulatorResponse: Sendable {
    package var status: Int
    /// Sent as they are, in order; a name may occur several times.
    package var headers: [(name: String, value: String)]
    package var body: [UInt8]

    /// Describes an answer.
    package init(status: Int, headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}
