import ByteScan

/// The parameters and JSON members of a request to a REST service.
struct RESTFields {
    private let request: SimulatorRequest
    private let body: JSONTree?

    /// Reads a request; throws if its body is no JSON although there is one.
    init(_ request: SimulatorRequest) throws(ListingRefusal) {
        self.request = request
        guard !request.body.isEmpty else {
            body = nil
            return
        }
        guard let body = try? JSONTree(parsing: request.body) else {
            throw .invalid(parameter: "body", said: "The body is not JSON.")
        }
        self.body = body
    }

    /// A parameter of the query, or a member of the body.
    subscript(name: String) -> String? { request.parameter(name) ?? member(name, inside: nil) }

    /// All values of a parameter.
    func values(_ name: String) -> [String] { request.query.filter { $0.name == name }.map(\.value) }

    /// A member's string or number as text.
    func member(_ name: String, inside object: String?) -> String? {
        let holder = object.map { body?[$0] } ?? body
        return holder?[name]?.scalarBytes.map { String(decoding: $0, as: UTF8.self) }
    }
}
