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

    /// Sends a request that frees what the service holds for this run, such as a search job: once, also after the run
    /// was told to stop. Its answer does not matter; a service that does not answer is left alone after some seconds.
    func leave(_ call: HTTPCall) async

    /// What the token says of itself, asked for if there is none yet; nil where no token says anything.
    func tokenClaims() async throws(TransportFailure) -> TokenClaims?

    /// What was measured and counted so far.
    var record: TransportRecord { get async }
}

extension ServiceAsking {
    /// Asks as for anything else, and takes no notice of the answer.
    package func leave(_ call: HTTPCall) async { _ = try? await ask(call) { _ in true } }

    /// Nil: no token is used.
    package func tokenClaims() async throws(TransportFailure) -> TokenClaims? { nil }
}
