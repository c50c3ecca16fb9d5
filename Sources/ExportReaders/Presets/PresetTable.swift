/// All presets.
///
/// Where two fit a record equally well, the earlier one is taken.
package enum PresetTable {
    package static let all: [Preset] =
        microsoft365 + entraPortal + graph + azure + logAnalytics + cloud + splunk + elastic + otherStores
        + otherSources

    /// Names of what SIEMs write when they are asked or export.
    package static let storeNames = Set((logAnalytics + splunk + elastic + otherStores).map(\.name))
    /// Names of what the services' own interfaces answer with; a SIEM that keeps events as they come may hold the same.
    package static let sourceNames = Set((graph + cloud + otherSources).map(\.name) + ["o365-management"])

    /// The preset of that name; nil when there is none.
    package static func named(_ name: String) -> Preset? { all.first { $0.name == name } }
}

/// What `--source-format` and `--siem-format` may say.
package enum ForcedFormat: Hashable, Sendable {
    case ndjson, json, csv, tsv
    case preset(Preset)

    /// Takes one of the four layouts or a preset's name; nil for any other text.
    package init?(_ text: String) {
        switch text {
        case "ndjson": self = .ndjson
        case "json": self = .json
        case "csv": self = .csv
        case "tsv": self = .tsv
        default:
            guard let preset = PresetTable.named(text) else { return nil }
            self = .preset(preset)
        }
    }

    /// All texts that ``init(_:)`` takes.
    package static var names: [String] { ["ndjson", "json", "csv", "tsv"] + PresetTable.all.map(\.name) }

    /// The name nearest to a mistyped one; nil when none is near.
    package static func nearest(to text: String) -> String? {
        let folded = Array(text.lowercased().utf8)
        let best = names.map { (name: $0, distance: distance(Array($0.utf8), folded)) }.min {
            $0.distance < $1.distance
        }
        guard let best, best.distance <= max(2, text.utf8.count / 3) else { return nil }
        return best.name
    }

    /// How many letters have to be put in, taken out or exchanged.
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var row = Array(0...right.count)
        for (index, letter) in left.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in right.indices {
                let exchanged = diagonal + (letter == right[column] ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(exchanged, row[column] + 1, diagonal + 1)
            }
        }
        return row[right.count]
    }
}
