import AuditModel

/// Both sides of a fixture, in file order.
struct PlantedPair {
    var authority: [PlantedRecord]
    var siem: [PlantedRecord]
    /// The window that is asked for, if one is.
    var window: TimeWindow?
    /// One unit of the authority's time precision, in nanoseconds.
    let unit: Int64

    /// The options that ask for the window.
    var arguments: [String] {
        guard let window else { return [] }
        return ["--from", Self.bound(window.from), "--to", Self.bound(window.to)]
    }

    private static func bound(_ nanoseconds: Int64) -> String {
        let text = InstantText.rfc3339(nanoseconds)
        return text.hasSuffix("T00:00:00Z") ? String(text.prefix(10)) : text
    }
}
