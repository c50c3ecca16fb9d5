/// How to reach hosts.
package struct TransportSettings: Hashable, Sendable {
    /// The proxy's URL; nil takes it from the environment.
    package var proxy: String?
    /// Paths of PEM files with further certificate authorities to trust.
    package var authorities: [String] = []
    /// Seconds to connect.
    package var connectSeconds: Double = 10
    /// Seconds from the request to the answer's head.
    package var headSeconds: Double = 60
    /// Seconds without a byte.
    package var idleSeconds: Double = 60
    /// Seconds for one whole request.
    package var totalSeconds: Double = 600
    /// The largest body accepted, bytes, after unpacking.
    package var largestBytes = 256 << 20

    /// The defaults of the contract.
    package init() {}
}

extension TransportSettings: CustomStringConvertible, CustomReflectable {
    /// Nothing of it: a proxy's URL may hold a login.
    package var description: String { "TransportSettings" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
