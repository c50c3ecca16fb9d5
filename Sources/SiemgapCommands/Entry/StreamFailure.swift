import AuditModel
import FileAccess

/// A standard stream that takes no more text, for another reason than that its reader left.
struct StreamFailure: Error, Explained {
    /// The C library's `errno`.
    let errorNumber: Int32

    var problem: Problem {
        FileFailure(step: "write", path: "the standard output", errorNumber: errorNumber).problem
    }

    /// 2: the result did not arrive.
    var exitCode: Int { 2 }
}
