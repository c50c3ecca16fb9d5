import AuditModel

/// The clock is too far off for any answer.
struct ClockFault: Explained {
    let problem: Problem
    var exitCode: Int { 2 }
}
