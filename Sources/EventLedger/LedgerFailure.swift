package import AuditModel

/// The ledger cannot be read or written.
package struct LedgerFailure: Explained, Hashable {
    package let problem: Problem
    package let exitCode = 2

    /// Says what failed.
    ///
    /// - Parameters:
    ///   - path: the database's file.
    ///   - said: what the database engine said.
    package init(path: String, said: String) {
        problem = Problem(
            .error, "E-LEDGER", "the ledger cannot be used", place: path, said: said,
            means: "the file is damaged, locked by another process, or its disk is full",
            effect: "nothing is lost that was written before; this command stopped",
            fix: "free space or end the other process, then run the command again")
    }
}
