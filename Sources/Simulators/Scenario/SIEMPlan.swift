/// The store the simulated collector fills, and how it writes times.
package struct SIEMPlan: Hashable, Sendable {
    /// `elasticsearch`, `splunk-csv`, `la-csv`, `purview-csv` and so on.
    package var kind: String
    /// A zone name; `UTC` writes times as they are.
    package var zone: String
    /// `s`, `ms`, `us` or `ns`.
    package var precision: String
    /// Names of faults of the export.
    package var faults: [String]

    /// Describes a store.
    package init(kind: String, zone: String = "UTC", precision: String = "ms", faults: [String] = []) {
        self.kind = kind
        self.zone = zone
        self.precision = precision
        self.faults = faults
    }
}
