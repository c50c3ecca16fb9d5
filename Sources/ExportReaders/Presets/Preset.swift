/// What is known about one kind of file: how to recognise it, where its fields lie, and where it gets cut.
///
/// A preset is data. All lists of paths are alternatives in order of preference; the first one with a value counts,
/// record by record.
package struct Preset: Hashable, Sendable {
    /// The stable name, as `--source-format` and `--siem-format` take it.
    package var name: String
    /// What the file is, in the words of the person who exported it.
    package var title: String
    /// Signs a record must all show.
    package var needs: [PresetSign]
    /// Signs that speak for the preset beyond those needed.
    package var hints: [PresetSign] = []
    /// Points beside those for signs, where a file's name says more than the fields of its records.
    package var bias = 0
    /// Signs that rule it out.
    package var rejects: [PresetSign] = []
    /// Where the source's own event lies in the record; empty when the record is the event.
    package var wrappers: [FieldPath] = []
    package var ids: [IDField] = []
    package var times: [TimeField] = []
    /// When the source could first have handed the event out.
    package var available: [FieldPath] = []
    /// When the SIEM received it.
    package var ingested: [FieldPath] = []
    package var scope: ScopeField?
    /// What `--where` may name.
    package var columns: [PresetColumn: [FieldPath]] = [:]
    /// Row counts at which an export of this kind is cut.
    package var caps: [RowCap] = []
    /// Keys to look for, in order, in what is left of a cut record.
    package var cutKeys: [String] = []
    /// Fields that together nearly identify an event where no record has an id.
    package var weakMatch: [FieldPath] = []
    package var traits: PresetTraits = []
    /// The field that holds the event of a line; a line without it is control information.
    package var payload: FieldPath?
    /// A record where this field has this text is a provisional result, given again later.
    package var preview: FieldValueTest?
    /// Some record of a whole file has this text in this field.
    package var endMark: FieldValueTest?
    /// A record where this field has this text is the beginning of a longer one.
    package var cutMark: FieldValueTest?
    /// Members of a record in which copies of one event differ.
    package var copyKeys: [String] = []
    /// A count of the events that a record stands for.
    package var eventCount: FieldPath?
    /// Fields whose presence makes a line control information.
    package var controls: [FieldPath] = []
    /// How long after an event its source may still deliver it, in seconds.
    package var settleSeconds = 86_400

    /// The same preset for records that lie inside another object, below `prefix`.
    func under(_ prefix: FieldPath, name: String, title: String) -> Preset {
        func moved(_ paths: [FieldPath]) -> [FieldPath] { paths.map { prefix.appending($0) } }
        var preset = self
        preset.name = name
        preset.title = title
        preset.needs = needs.map { $0.under(prefix) }
        preset.hints = hints.map { $0.under(prefix) }
        preset.rejects = rejects.map { $0.under(prefix) }
        preset.wrappers = wrappers.isEmpty ? [prefix] : moved(wrappers)
        preset.ids = ids.map { $0.under(prefix) }
        preset.times = times.map { TimeField(prefix.appending($0.path), $0.zone, isSubstitute: $0.isSubstitute) }
        preset.available = moved(available)
        preset.ingested = moved(ingested)
        preset.scope = scope.map { ScopeField($0.name, moved($0.paths)) }
        preset.columns = columns.mapValues(moved)
        preset.weakMatch = moved(weakMatch)
        preset.payload = payload.map { prefix.appending($0) }
        return preset
    }
}

/// A field and the text that it has to have.
package struct FieldValueTest: Hashable, Sendable {
    package let path: FieldPath
    package let value: String

    /// Makes a test.
    package init(_ path: FieldPath, is value: String) {
        self.path = path
        self.value = value
    }
}

/// The names `--where` takes on both sides.
package enum PresetColumn: String, Sendable, CaseIterable {
    case operation, type, user, app, address, result, scope, region
}

/// Habits of a kind of export.
package struct PresetTraits: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    /// Makes a set of its bits.
    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// One row stands for many events; there are no ids by nature.
    package static let aggregated = Self(rawValue: 1)
    /// One row for each step of a sign-in, which is counted in another file.
    package static let authDetails = Self(rawValue: 2)
    /// Splunk cuts a raw event at 10,000 bytes unless told otherwise (props.conf TRUNCATE).
    package static let splunkTruncate = Self(rawValue: 4)
    /// A spreadsheet that saved the file again cut its cells at 32,767 characters.
    package static let cellCap = Self(rawValue: 8)
    /// The layout is fixed, so that a guess by content may fill in for headers in another language.
    package static let localised = Self(rawValue: 16)
}

/// A count of rows at which a surface stops without saying so.
package struct RowCap: Hashable, Sendable {
    /// How many records the cut file holds.
    package let rows: Int
    /// Whether it holds for CSV files, for JSON, or for both.
    package let surface: Surface
    /// Whose limit it is.
    package let reason: String

    /// Which form of an export a cap belongs to.
    package enum Surface: Hashable, Sendable { case csv, json, any }

    /// Makes a cap.
    package init(_ rows: Int, _ reason: String, _ surface: Surface = .any) {
        self.rows = rows
        self.surface = surface
        self.reason = reason
    }

    /// Whether the cap belongs to files of that layout.
    package func applies(to layout: RecordLayout) -> Bool {
        switch surface {
        case .any: true
        case .csv: layout == .csv
        case .json: layout != .csv
        }
    }
}
