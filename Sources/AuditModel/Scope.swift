/// A scope: field name to value, for example `Workload` → `Exchange`.
///
/// Empty means everything.
package struct Scope: Hashable, Sendable {
    package let field: String
    package let value: String

    /// Makes a scope of one field.
    package init(field: String, value: String) {
        self.field = field
        self.value = value
    }
}
