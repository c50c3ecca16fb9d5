package import AuditModel
import ByteScan
import FileAccess
package import Recordings
import Reports
package import Settings

/// An earlier run, as its folder or its recordings remember it.
package struct PastRun: Sendable {
    package let runID: String
    /// The run's folder; nil when only its recordings were found.
    package let folder: String?
    /// What it was asked to do.
    package let settings: [AuditRequest.Setting]
    /// What it read, as the manifest states it: path and SHA-256, which is nil with `--no-input-digest`.
    package let inputs: [Input]

    /// A file the run read.
    package struct Input: Hashable, Sendable {
        package let path: String
        package let sha256: String?
    }

    /// Finds a run by its folder, its run id, or a unique ending of that.
    ///
    /// - Throws: `AuditFault` when there is none or more than one.
    package init(_ run: String, state: StateFolder, reports: String = "reports") throws {
        let folder = try Self.folder(of: run, reports: reports)
        if let folder, let text = try Self.text(of: folder + "/manifest.json") {
            try self.init(parsing: text, folder: folder)
            return
        }
        let matches = state.recordedRuns.filter { $0 == run || $0.hasSuffix(run) || folder?.hasSuffix($0) == true }
        guard matches.count <= 1 else { throw Self.ambiguous(run, matches) }
        guard let runID = matches.first, let text = try Self.text(of: Self.requestPath(state, runID)) else {
            throw AuditFault.usage("E-RUN", "there is no run \(run)", fix: "name a run's folder, such as reports/…")
        }
        try self.init(parsing: text, folder: folder)
    }

    private init(parsing text: [UInt8], folder: String?) throws {
        guard let tree = try? JSONTree(parsing: text), let runID = tree["run_id"]?.text else {
            throw AuditFault.input(
                "E-RUN", "the manifest of \(folder ?? "the run") cannot be read", place: folder,
                fix: "restore it, or run the audit anew")
        }
        self.runID = runID
        self.folder = folder
        settings = (tree["settings"]?.elements ?? []).map { setting in
            AuditRequest.Setting(
                name: setting["name"]?.text ?? "", value: setting["value"]?.text ?? "",
                origin: setting["origin"]?.text ?? "")
        }
        inputs = (tree["inputs"]?.elements ?? []).map { input in
            Input(path: input["path"]?.text ?? "", sha256: input["sha256"]?.text)
        }
    }

    /// When the run began, to the second; nanoseconds since the Unix epoch.
    package var started: Int64? {
        let digits = Array(runID.utf8.prefix(16))
        guard digits.count == 16 else { return nil }
        let text = String(decoding: digits, as: UTF8.self)
        let spaced =
            "\(text.prefix(4))-\(text.dropFirst(4).prefix(2))-\(text.dropFirst(6).prefix(5)):"
            + "\(text.dropFirst(11).prefix(2)):\(text.dropFirst(13))"
        return TimestampReader(zone: .unknown).read(Array(spaced.utf8).span)?.nanoseconds
    }

    /// The words of a command line that asks for the same, without what names the place of the results.
    ///
    /// Settings that only a configuration can have are left out.
    package var words: [String] {
        let flags: Set = ["expect-empty", "no-input-digest", "redact"]
        let skipped: Set = ["out", "audit", "accept", "watch"]
        return settings.filter { $0.origin != "default" && !skipped.contains($0.name) }.flatMap { setting in
            guard flags.contains(setting.name) else { return ["--\(setting.name)=\(setting.value)"] }
            return setting.value == "true" ? ["--" + setting.name] : []
        }
    }

    /// Where its settle time came from; nil where it had none.
    package var settledBy: SettledBy? {
        settings.last { $0.name == "settle" }.map { setting in
            switch setting.origin {
            case "flag": .flag
            case SettledBy.measured.rawValue: .measured
            default: .configured
            }
        }
    }

    /// Refuses to go on when an input is gone or no longer the same.
    package func checkInputs() throws {
        for input in inputs where input.path != "-" {
            guard let expected = input.sha256 else { continue }
            // A recording is known by its folder.
            let path = try RecordingFolder(input.path)?.recordsPath ?? input.path
            guard try InputDigests().finish([path])[path]?.sha256 != expected else { continue }
            throw AuditFault.input(
                "E-REPLAY", "\(input.path) is not what run \(runID) read", place: input.path,
                means: "its SHA-256 differs from the one in the run's manifest",
                fix: "restore the file, or audit it anew without --replay")
        }
    }

    /// Refuses to go on when the run's conditions are tokens now, which fit no event.
    package func checkConditions() throws(AuditFault) {
        let isRedacted = settings.contains { $0.name == "redact" && $0.value == "true" }
        guard isRedacted, let condition = settings.first(where: { SettingsRedaction.names.contains($0.name) }) else {
            return
        }
        throw AuditFault.usage(
            "E-REPLAY", "run \(runID) cannot be replayed: its \(condition.name) is redacted",
            means: "names in its conditions were replaced by tokens, whose key is kept nowhere",
            fix: "audit anew with the same options")
    }

    /// The exceptions the run accepted, whether or not they have expired since.
    package func acceptances() throws -> [Acceptance] { try maps("accept").map { try Acceptance($0, now: .min) } }

    /// The kinds of events the run watched.
    package func watches() throws -> [Watch] { try maps("watch").map { try Watch($0) } }

    private func maps(_ name: String) throws -> [SettingsMap] {
        try settings.filter { $0.name == name }.map { setting in
            try SettingsMap(try SettingsNode(parsing: setting.value, file: "manifest.json"), in: name)
        }
    }

    /// Puts the run's recordings in the place of what was asked for them.
    package func useRecordings(in request: inout AuditRequest, state: StateFolder) throws {
        let authority = try Self.recordings(in: state.recording(of: runID, .authority))
        request.authority.specs = Self.replaced(request.authority.specs, by: authority)
        if case .last = request.window, let window = authority.first?.description.window {
            request.window = .bounds(from: window.from, to: window.to)
        }
        let siems = try Self.recordings(in: state.recording(of: runID, .siem))
        let byID = try Self.recordings(in: state.idRecording(of: runID))
        // A run that went on from another has that one's answers by id also where it did not have to ask itself.
        let asked = try AskedNotes(of: runID, state: state).askedByID
        let foundByID = request.siem.specs.filter { asked?.contains($0) ?? true }
            .compactMap { spec in byID.first { $0.description.name == spec }?.path }
        request.siem.specs = Self.replaced(request.siem.specs, by: siems) + foundByID
    }

    /// What the run read of the authority: the recordings it kept, or else the files it was given.
    package func authoritySpecs(state: StateFolder) throws -> [String] {
        let recorded = try Self.recordings(in: state.recording(of: runID, .authority)).map(\.path)
        return recorded.isEmpty ? settings.filter { $0.name == "source" }.map(\.value) : recorded
    }

    /// The recordings of a folder, which is one or holds one for each service.
    package static func recordings(in folder: String) throws -> [RecordingFolder] {
        guard case .folder = FileKind.of(folder) else { return [] }
        if let only = try RecordingFolder(folder) { return [only] }
        return try FileKind.names(in: folder).compactMap { try RecordingFolder(folder + "/" + $0) }
    }

    /// Specs that name what was recorded lead to the recordings.
    private static func replaced(_ specs: [String], by recordings: [RecordingFolder]) -> [String] {
        specs.map { spec in recordings.first { $0.description.name == spec }?.path ?? spec }
    }

    /// The folder of a run that did not come to its end, to be filled now.
    func reopened() throws -> RunFolder {
        let out = settings.first { $0.name == "out" }?.value
        return try RunFolder.reopen(folder ?? out ?? "reports/" + runID, runID: runID)
    }

    // MARK: Places

    /// The name of the file in a run's recordings that says what was asked.
    static let requestName = "request.json"

    /// The file in a run's recordings that says what was asked, for runs that did not reach their manifest.
    static func requestPath(_ state: StateFolder, _ runID: String) -> String {
        state.recordings(of: runID) + "/" + requestName
    }

    private static func folder(of run: String, reports: String) throws -> String? {
        if FileKind.of(run) == .folder { return run.hasSuffix("/") ? String(run.dropLast()) : run }
        let matches = FileKind.names(in: reports).filter { $0 == run || $0.hasSuffix(run) }
        guard matches.count <= 1 else { throw ambiguous(run, matches) }
        return matches.first.map { reports + "/" + $0 }
    }

    private static func ambiguous(_ run: String, _ matches: [String]) -> AuditFault {
        .usage(
            "E-RUN", "\(run) fits \(matches.count) runs", means: matches.prefix(4).joined(separator: " "),
            fix: "write more of its id")
    }

    private static func text(of path: String) throws(FileFailure) -> [UInt8]? {
        guard FileKind.of(path) == .file else { return nil }
        return try FileText.read(path, most: 16 << 20)
    }
}
