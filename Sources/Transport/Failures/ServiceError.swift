/// What an error answer says of itself.
struct ServiceError: Hashable, Sendable {
    /// The service's own code, such as `AF20022`.
    var code: String?
    /// The service's own words, at most 300 characters, secrets taken out.
    var words: String?
    /// The service's id of the request.
    var requestID: String?
}
