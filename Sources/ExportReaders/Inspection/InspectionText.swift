import AuditModel

/// The lines `inspect` prints for one file.
package enum InspectionText {
    /// Two columns for a person: what, and what was found; the file's name first.
    package static func human(_ file: ExportInspection) -> [String] {
        [visible(file.path)]
            + rows(file).map { name, text in
                let pad = String(repeating: " ", count: max(1, 11 - name.count))
                return "  " + name + pad + visible(text)
            }
    }

    /// A line a fact, tab-separated, without grouping of digits: `inspect`, the path, the fact, its text.
    package static func plain(_ file: ExportInspection) -> [String] {
        rows(file, grouped: false).map { name, text in
            ["inspect", visible(file.path), name, visible(text)].joined(separator: "\t")
        }
    }

    private static func rows(_ file: ExportInspection, grouped: Bool = true) -> [(String, String)] {
        func number(_ value: Int) -> String { grouped ? Self.grouped(value) : String(value) }
        var rows: [(String, String)] = []
        if let refusal = file.refusal { rows.append(("not read", refusal)) }
        if let format = format(file) { rows.append(("format", format)) }
        if let choice = file.choice { rows += fields(choice) }
        if let counts = file.counts { rows.append(("records", sentence(counts, number))) }
        if let first = file.first, let last = file.last {
            rows.append(("times", "\(InstantText.rfc3339(first)) to \(InstantText.rfc3339(last))"))
        }
        for mark in file.allMarks { rows.append((mark.code.rawValue, mark.message)) }
        for problem in file.problems { rows.append((problem.code, problem.what)) }
        return rows
    }

    private static func format(_ file: ExportInspection) -> String? {
        guard let layout = file.layout else { return nil }
        var parts = [layout.title]
        if let dialect = file.dialect {
            parts[0] += ", \(dialect.delimiterName)-separated, \(dialect.header.count) columns"
            parts.append("\(dialect.rowEnding.rawValue) rows")
            if dialect.hasSeparatorLine { parts.append("sep= line") }
            if dialect.typeLine != nil { parts.append("#TYPE line") }
            if dialect.escapesQuotesByBackslash { parts.append("quotes escaped by backslash") }
        }
        parts.append(file.encoding.rawValue + (file.dialect?.hasByteOrderMark ?? false ? " with byte-order mark" : ""))
        if file.isCompressed { parts.append("gzip") }
        return parts.joined(separator: ", ")
    }

    private static func fields(_ choice: FieldChoice) -> [(String, String)] {
        var rows = [("preset", choice.preset.map { "\($0.name): \($0.title)" } ?? "none")]
        for id in choice.ids {
            rows.append(("id", "\(id.field)\(rate(id.found, id.of))"))
        }
        if choice.ids.isEmpty { rows.append(("id", "not found")) }
        for time in choice.times.prefix(3) {
            rows.append(("time", "\(time.field.path)\(rate(time.found, time.of))"))
        }
        if choice.times.isEmpty { rows.append(("time", "not found")) }
        if !choice.times.isEmpty { rows.append(("zone", zone(choice.zone))) }
        if let scope = choice.scope { rows.append(("scope", scope.name)) }
        if let wanted = choice.confirmation { rows.append(("confirm", wanted)) }
        for reason in choice.reasons.prefix(1) { rows.append(("because", reason)) }
        let rivals = choice.rivals.prefix(3).map(\.name)
        if !rivals.isEmpty { rows.append(("also fits", rivals.joined(separator: ", "))) }
        return rows
    }

    private static func zone(_ zone: FieldChoice.Zone) -> String {
        zone.source == .times ? zone.reason : "\(zone.name ?? "unknown"): \(zone.reason)"
    }

    private static func rate(_ found: Int, _ of: Int) -> String { "   in \(found) of \(of) sampled records" }

    private static func sentence(_ counts: ExportInspection.Counts, _ number: (Int) -> String) -> String {
        var parts = [
            "\(number(counts.records)), \(number(counts.identified)) with an id, \(number(counts.distinct)) distinct"
        ]
        if counts.untimed > 0 { parts.append("\(number(counts.untimed)) without a usable time") }
        if counts.truncated > 0 { parts.append("\(number(counts.truncated)) cut short") }
        return parts.joined(separator: ", ")
    }

    /// Digits in groups of three.
    private static func grouped(_ value: Int) -> String {
        var digits = Array(String(value.magnitude))
        var place = digits.count - 3
        while place > 0 {
            digits.insert(",", at: place)
            place -= 3
        }
        return (value < 0 ? "-" : "") + String(digits)
    }

    /// The text with characters that could steer a terminal written as escapes.
    private static func visible(_ text: String) -> String {
        var shown = ""
        for scalar in text.unicodeScalars {
            if scalar.isHostile {
                shown += "\\u" + scalar.fourHexDigits
            } else {
                shown.unicodeScalars.append(scalar)
            }
        }
        return shown
    }
}
