/// Why a query cannot be answered, with the codes the service gives.
struct KustoFault: Error, Hashable, Sendable {
    /// `SyntaxError` or `SemanticError`.
    let kind: String
    /// `SYN0002`, `SEM0100`.
    let code: String
    let message: String

    static func syntax(_ message: String) -> KustoFault {
        KustoFault(kind: "SyntaxError", code: "SYN0002", message: "Query could not be parsed: \(message)")
    }

    static func semantic(_ message: String) -> KustoFault {
        KustoFault(kind: "SemanticError", code: "SEM0100", message: message)
    }

    /// A table or column nobody knows.
    static func unresolved(_ name: String) -> KustoFault {
        semantic("Failed to resolve table or column expression named '\(name)'")
    }
}
