/// Asks one service, with everything that stands between a question and its answer.
///
/// Checks the host, adds the credential, keeps to the rate, waits and retries. The double of a test scripts answers.
package protocol ServiceAsking: Sendable {
    /// Sends a request until it has a usable answer or there can be none.
    ///
    /// - Parameter expects: says whether a body that came with a success is whole, such as JSON that is not cut; one
    ///   that is not is asked for again, and is a failure of kind `cutAnswer` when it stays so.
    /// - Returns: an answer whose status is a success, or one the source's rules tolerate.
    func ask(
        _ call: HTTPCall, expects: @escaping @Sendable (HTTPReply) -> Bool
    ) async throws(TransportFailure) -> HTTPReply

    /// What the token says of itself, asked for if there is none yet; nil where no token says anything.
    func tokenClaims() async throws(TransportFailure) -> TokenClaims?

    /// What was measured and counted so far.
    var record: TransportRecord { get async }
}

extension ServiceAsking {
    /// Nil: no token is used.
    package func tokenClaims() async throws(TransportFailure) -> TokenClaims? { nil }
}
