import AuditModel
import ByteScan
import FileAccess
import Recordings
import Reports

/// Whether the files of a finished run, and what it read, are still as its manifest states them.
///
/// The manifest itself is vouched for by nothing but its signature.
package struct RunVerification: Hashable, Sendable {
    /// What became of a file.
    package enum State: String, Sendable, CaseIterable {
        case unchanged, changed, missing
        /// The run's folder holds it, and the manifest does not know of it.
        case added
        /// The manifest has no digest of it.
        case unknown
    }

    /// A file of the run, or one that it read.
    package struct Row: Hashable, Sendable {
        package let state: State
        /// `file` or `input`.
        package let role: String
        package let path: String
        /// Lower-case SHA-256 in the manifest, and of what is there now.
        package let stated: String?
        package let found: String?
    }

    /// What is known of who vouches for the manifest.
    package enum Signature: String, Sendable {
        case absent, valid, invalid
        /// There is one, and no key to check it with.
        case unchecked
    }

    package let runID: String
    package let folder: String
    /// The run's files in the manifest's order, then what was added, then its inputs.
    package let rows: [Row]
    package let signature: Signature
    /// Whether a signature was asked for.
    private let wantsSignature: Bool

    /// Hashes everything that the manifest names.
    ///
    /// - Parameters:
    ///   - withInputs: whether what the run read is looked at as well.
    ///   - key: a public key's file and its text; nil leaves a signature unchecked.
    /// - Throws: `AuditFault` for a folder without a manifest, `SigningKeyFault`, or `FileFailure`.
    package init(folder: String, withInputs: Bool, key: (place: String, text: [UInt8])? = nil) throws {
        let manifest = try Self.manifest(of: folder)
        guard let tree = try? JSONTree(parsing: manifest), let runID = tree["run_id"]?.text else {
            throw AuditFault.input(
                "E-RUN", "the manifest of \(folder) cannot be read", place: folder, fix: "restore it from a copy")
        }
        self.runID = runID
        self.folder = folder
        let files = try (tree["files"]?.elements ?? []).map { try Self.file($0, in: folder) }
        let inputs = withInputs ? try (tree["inputs"]?.elements ?? []).map(Self.input) : []
        rows = files + Self.added(to: folder, beside: files) + inputs
        wantsSignature = key != nil
        signature = try Self.signature(of: manifest, in: folder, key)
    }

    /// Whether nothing is changed, missing or added, and a signature that was asked for is there and valid.
    package var isUnchanged: Bool {
        rows.allSatisfy { $0.state == .unchanged || $0.state == .unknown }
            && signature != .invalid && !(wantsSignature && signature == .absent)
    }

    /// Signs the manifest of a run whose files are unchanged.
    ///
    /// - Parameter key: a private key's file and its text.
    /// - Returns: the path of the signature.
    /// - Throws: `AuditFault` for a run that is signed already, `SigningKeyFault`, or `FileFailure`.
    package func sign(key: (place: String, text: [UInt8])) throws -> String {
        let place = folder + "/" + ManifestSignature.fileName
        guard case .nothing = FileKind.of(place) else {
            throw AuditFault(
                problem: Problem(
                    .error, "E-EXISTS", "\(place) is there already", means: "a signature is never overwritten",
                    effect: "nothing was signed (exit 64)", fix: "move it away, and sign again"), exitCode: 64)
        }
        let signature = try ManifestSignature(of: Self.manifest(of: folder), key: key.text, place: key.place)
        let file = try AtomicFile(folder: folder, name: ManifestSignature.fileName)
        try file.write(signature.text)
        _ = try file.finish()
        return place
    }

    // MARK: Looking

    private static func manifest(of folder: String) throws -> [UInt8] {
        let place = folder + "/manifest.json"
        guard case .file = FileKind.of(place) else {
            throw AuditFault.usage(
                "E-RUN", "\(folder) has no manifest.json", fix: "name the folder of a finished run")
        }
        return try FileText.read(place, most: 256 << 20)
    }

    private static func file(_ entry: JSONTree, in folder: String) throws -> Row {
        let path = entry["path"]?.text ?? ""
        return try row("file", path, at: folder + "/" + path, stated: entry["sha256"]?.text)
    }

    /// A recording is known by its folder.
    private static func input(_ entry: JSONTree) throws -> Row {
        let path = entry["path"]?.text ?? ""
        let place = try path == "-" ? path : RecordingFolder(path)?.recordsPath ?? path
        return try row("input", path, at: place, stated: path == "-" ? nil : entry["sha256"]?.text)
    }

    private static func row(_ role: String, _ path: String, at place: String, stated: String?) throws -> Row {
        guard let stated else { return Row(state: .unknown, role: role, path: path, stated: nil, found: nil) }
        guard case .file = FileKind.of(place) else {
            return Row(state: .missing, role: role, path: path, stated: stated, found: nil)
        }
        let found = try InputDigests().finish([place])[place]?.sha256
        return Row(
            state: found == stated ? .unchanged : .changed, role: role, path: path, stated: stated, found: found)
    }

    private static func added(to folder: String, beside files: [Row]) -> [Row] {
        let known = Set(files.map(\.path) + ["manifest.json", ManifestSignature.fileName])
        return FileKind.names(in: folder).filter { !known.contains($0) }.map {
            Row(state: .added, role: "file", path: $0, stated: nil, found: nil)
        }
    }

    private static func signature(
        of manifest: [UInt8], in folder: String, _ key: (place: String, text: [UInt8])?
    ) throws -> Signature {
        let place = folder + "/" + ManifestSignature.fileName
        guard case .file = FileKind.of(place) else { return .absent }
        guard let key else { return .unchecked }
        let signature = ManifestSignature(parsing: try FileText.read(place, most: 4096))
        return try signature?.vouches(for: manifest, key: key.text, place: key.place) == true ? .valid : .invalid
    }
}
