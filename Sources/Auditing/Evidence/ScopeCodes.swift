import AuditModel
import ByteScan

/// Codes of scopes that do not depend on which record was read first: in the order of the values' bytes.
struct ScopeCodes: Sendable {
    /// Scopes by code; the first is none.
    let scopes: [Scope?]
    /// Codes by the run's codes; empty where scopes are not told apart.
    private let codes: [UInt16]

    /// Numbers the scopes of a run anew.
    init(_ names: ScopeNames) {
        let values = names.areTold ? names.table.values : [[]]
        let order = values.indices.dropFirst().sorted { values[$0].lexicographicallyPrecedes(values[$1]) }
        var codes = [UInt16](repeating: 0, count: values.count)
        for (number, code) in order.enumerated() { codes[code] = UInt16(number + 1) }
        self.codes = names.areTold ? codes : []
        scopes = [nil] + order.map { names.scope(UInt16($0)) }
    }

    /// The code for the run's code.
    @inline(__always)
    func code(_ code: UInt16) -> UInt16 { Int(code) < codes.count ? codes[Int(code)] : 0 }
}
