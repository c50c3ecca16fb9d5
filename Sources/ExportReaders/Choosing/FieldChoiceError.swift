package import AuditModel

/// Why no fields could be chosen for a file.
package struct FieldChoiceError: Explained, Hashable {
    /// The kinds of failure.
    package enum Reason: Hashable, Sendable {
        /// No column or field can be the id.
        case noID
        /// A field the user named is in no sampled record.
        case notFound(flag: String, path: String)
        /// Headers in another language, recognised by position only.
        case unconfirmed(preset: String, id: String, time: String)
    }

    package let reason: Reason
    package let fileName: String
    package let isCSV: Bool
    /// Names of the columns or fields that are there, at most forty.
    package let found: [String]
    /// The likeliest id or time and its rate, in words; nil when nothing comes near.
    package let guess: String?
    /// A command line part that would accept the guess.
    package let flags: String?
    /// What is known in spite of the failure.
    package let partial: FieldChoice

    package var problem: Problem {
        Problem(
            .error, isCSV ? "E-CSV-COLUMNS" : "E-FIELDS", what, place: fileName,
            said: "\(isCSV ? "columns" : "fields"): " + found.joined(separator: ", "), means: guess ?? preset,
            effect: "the file was not compared; failed (exit 2)",
            fix: flags ?? "name the field that holds the event's id with --siem-id or --source-id")
    }

    package var exitCode: Int { 2 }

    /// The refusal of a choice that nobody has confirmed; nil for one that needs no confirmation.
    ///
    /// - Parameter flag: `--source` or `--siem`.
    package static func unconfirmed(_ file: ExaminedFile, flag: String) -> FieldChoiceError? {
        guard let wanted = file.choice.confirmation, let preset = file.choice.preset else { return nil }
        let time = file.choice.mainTime?.field.path.description ?? "none"
        let id = file.choice.mainID?.field.description ?? "none"
        return FieldChoiceError(
            reason: .unconfirmed(preset: preset.name, id: id, time: time),
            fileName: file.file.name, isCSV: file.header != nil, found: Array((file.header?.names ?? []).prefix(40)),
            guess: "the second column holds GUIDs that all differ, the first one times",
            flags: wanted.replacing("--siem", with: flag), partial: file.choice)
    }

    private var what: String {
        switch reason {
        case .noID: "no \(isCSV ? "column" : "field") of \(fileName) can be recognised as the event's id"
        case .notFound(let flag, let path): "no record of \(fileName) has \(flag) at \(path)"
        case .unconfirmed(let preset, let id, let time):
            "\(fileName) looks like \(preset) with headers in another language: id \(id), time \(time)"
        }
    }

    private var preset: String? {
        partial.preset.map { "it looks like \($0.name) (\($0.title)), but none of its id fields has a value" }
    }
}
