import AuditModel
import ByteScan

/// The scopes behind the codes of a run.
struct ScopeNames: Sendable {
    /// Codes and values of the run.
    let table: ScopeTable
    private let field: String?

    /// - Parameter field: the field scopes were taken from; nil when there is none.
    init(table: ScopeTable, field: String?) {
        self.table = table
        self.field = field
    }

    /// The scope of a code; nil for records without one, or when the field tells too many apart to be a scope.
    func scope(_ code: UInt16) -> Scope? {
        guard let field, code != 0, !table.isOverfull else { return nil }
        let values = table.values
        guard Int(code) < values.count else { return nil }
        return Scope(field: field, value: String(decoding: values[Int(code)], as: UTF8.self))
    }

    /// Whether scopes are told apart at all.
    var areTold: Bool { field != nil && !table.isOverfull }
}
