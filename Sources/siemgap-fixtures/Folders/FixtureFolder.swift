import AuditModel

/// One folder of `Fixtures`: both sides' files and what an audit of them has to say.
struct FixtureFolder {
    let name: String
    /// One sentence: which form, and what is special.
    let about: String
    let outcome: TruthOutcome
    private let truth: Truth
    private let inputs: [FixtureFile]
    private let options: [String]

    /// A folder; the window's options go before `arguments`.
    init(
        _ name: String, _ about: String, truth: Truth, authority: [FixtureFile], siem: [FixtureFile],
        arguments: [String] = []
    ) {
        self.name = name
        self.about = about
        self.truth = truth
        outcome = truth.outcome()
        inputs = authority + siem
        options = truth.pair.arguments + arguments
    }

    /// The folder's files, `truth.json` last.
    var files: [FixtureFile] {
        let json = outcome.json(
            arguments: options, source: input("authority"), siemInput: input("siem"), truth: truth)
        let all = inputs + [FixtureFile("truth.json", text: json.text(pretty: true) + "\n")]
        return all.map { FixtureFile(name + "/" + $0.path, $0.bytes) }
    }

    /// A row of the table in `README.md`.
    var row: String {
        let marks = truth.marks.map(\.code.rawValue).joined(separator: ", ")
        let counts = [
            outcome.missing.count, outcome.extra.count, outcome.unknown, outcome.timeDiffers, outcome.truncated,
        ].map(String.init).joined(separator: " | ")
        let shown = options.map { $0.contains("|") || $0.contains(" ") ? "'\($0)'" : $0 }.joined(separator: " ")
        let escaped = shown.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
        return
            "| `\(name)` | \(about) | \(outcome.verdict.rawValue) | \(counts) | \(marks) | \(escaped.isEmpty ? "" : "`\(escaped)`") |"
    }

    /// The file or folder that holds a side.
    private func input(_ side: String) -> String {
        let paths = inputs.map(\.path).filter { $0.hasPrefix(side) }
        return paths.first { !$0.hasPrefix(side + "/") } ?? side
    }
}
