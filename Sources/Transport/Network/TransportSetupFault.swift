package import AuditModel

/// Why the network cannot be used as it is configured.
package struct TransportSetupFault: Error, Hashable, Sendable {
    /// What is wrong.
    package enum Reason: String, Sendable, CaseIterable {
        /// A proxy's URL; never shown, since it may hold a login.
        case proxy
        /// A file of certificate authorities.
        case authorities
    }

    package let reason: Reason
    /// The setting, environment variable or file.
    package let place: String

    /// Describes a fault.
    package init(_ reason: Reason, place: String) {
        self.reason = reason
        self.place = place
    }
}

extension TransportSetupFault: Explained {
    package var exitCode: Int { 64 }

    package var problem: Problem {
        switch reason {
        case .proxy:
            Problem(
                .error, "E-PROXY", "the proxy's URL cannot be used", place: place,
                means: "proxies are reached by http, and carry other connections inside",
                effect: "nothing was contacted (exit 64)",
                fix: "write http://host:port or http://user:password@host:port")
        case .authorities:
            Problem(
                .error, "E-CA", "the file of certificate authorities cannot be used", place: place,
                means: "it is missing, or holds no certificate in PEM form", effect: "nothing was contacted (exit 64)",
                fix: "name a PEM file with the authority's certificate under network.ca")
        }
    }
}
