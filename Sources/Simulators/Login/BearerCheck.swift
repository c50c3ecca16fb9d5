package import ByteScan

extension TokenMint {
    /// Checks the `Authorization: Bearer …` header of a request.
    ///
    /// - Parameter audiences: the audiences the service accepts besides the address asked, which stands for the
    ///   service where a client is told to ask a simulator.
    /// - Returns: nil without such a header.
    package func check(bearerOf request: SimulatorRequest, audiences: [String], now: Int64) -> Outcome? {
        guard let header = request.header("authorization"), header.lowercased().hasPrefix("bearer ") else { return nil }
        return check(
            String(header.dropFirst(7)), audiences: audiences + ["\(request.scheme)://\(request.authority)"], now: now)
    }
}

extension JSONTree {
    /// Whether the claims of a token name an app role.
    package func hasRole(_ role: String) -> Bool { self["roles"]?.elements?.contains { $0.text == role } ?? false }
}
