import AuditModel

/// A simulator that cannot listen.
struct PortFault: Error, Explained {
    let port: Int
    /// The system's own words.
    let said: String

    var problem: Problem {
        Problem(
            .error, "E-PORT", "the simulator cannot listen on port \(port)", said: said,
            means: "another program listens there, or the port is reserved",
            effect: "nothing was started; failed (exit 2)",
            fix: "name another with --port, or 0 for any that is free")
    }

    var exitCode: Int { 2 }
}
