/// Carries one request to its host and its answer back: no waiting, no repeating, no credentials of its own.
package protocol HTTPTransport: Sendable {
    /// One attempt.
    ///
    /// - Returns: the answer, whatever its status; redirects are answers.
    /// - Throws: ``SendFault``.
    func send(_ call: HTTPCall) async throws -> HTTPReply
}
