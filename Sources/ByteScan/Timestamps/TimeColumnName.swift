/// A column's header taken apart into its name and the zone it states.
package struct TimeColumnName: Hashable, Sendable {
    /// The name without a zone in brackets: `TimeGenerated` of `TimeGenerated [UTC]`.
    package let base: String
    /// The zone as written, to be given to ``ZoneRule/parse(_:in:)``; nil if the header states none.
    ///
    /// It need not be a zone's name: Log Analytics may write `Local Time`.
    package let zoneText: String?

    /// Splits `Name [zone]`; in `Date (UTC)` the zone is UTC and stays part of the name.
    package init(splitting header: String) {
        let text = Self.trimmed(header[...])
        if text.hasSuffix("]"), let open = text.lastIndex(of: "[") {
            let zone = Self.trimmed(text[text.index(after: open)...].dropLast())
            base = String(Self.trimmed(text[..<open]))
            zoneText = zone.isEmpty ? nil : String(zone)
            return
        }
        base = String(text)
        zoneText = text.uppercased().hasSuffix("(UTC)") ? "UTC" : nil
    }

    private static func trimmed(_ text: Substring) -> Substring {
        let start = text.drop(while: \.isWhitespace)
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return start }
        return start[...last]
    }
}
