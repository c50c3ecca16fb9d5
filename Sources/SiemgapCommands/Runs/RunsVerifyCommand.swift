import ArgumentParser
import AuditModel
import Auditing
import FileAccess

/// `siemgap runs verify`: whether a run's files are still what they were.
struct RunsVerifyCommand: SiemgapSubcommand {
    static let formats: [CommonOptions.Format] = [.human, .plain, .json]

    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Hash a run's files and inputs again and compare them with its manifest.",
        discussion: """
            EXAMPLES
              siemgap runs verify 7f3a
              siemgap runs verify 7f3a --key audit.pub
              siemgap runs verify reports/20261117T080211Z-weekly-7f3a --files-only
            """)

    @Argument(help: "A run's folder, its id, or the end of that.")
    var run: String

    @Option(help: "The Ed25519 public key, PEM or base64, that must have signed the manifest.")
    var key: String?

    @Flag(help: "Leave alone what the run read; only its own folder counts.")
    var filesOnly = false

    @OptionGroup(title: "Output") var common: CommonOptions

    /// 0 when all is as it was, 1 when anything differs, 64 for a run or a key that does not exist.
    func run(in session: CommandSession, _ context: CommandContext) async throws -> Int32 {
        let folder = try RunsFolder.of(run, ConfiguredSurroundings(common, in: context).state)
        let verification = try RunVerification(
            folder: folder, withInputs: !filesOnly, key: try key.map(SigningKey.read))
        try session.show(VerificationText.text(verification, as: session.format))
        return verification.isUnchanged ? 0 : 1
    }
}

/// Leads from a named run to its folder.
enum RunsFolder {
    /// The folder.
    ///
    /// - Throws: `UsageFault` for a run of which only recordings are left, and what `PastRun` throws.
    static func of(_ run: String, _ state: StateFolder) throws -> String {
        let past = try PastRun(run, state: state)
        guard let folder = past.folder else {
            throw UsageFault(
                code: "E-RUN", "run \(past.runID) did not come to its end", fix: "siemgap audit --resume \(past.runID)")
        }
        return folder
    }
}

/// Reads the files of keys.
enum SigningKey {
    /// The file and its text.
    ///
    /// - Throws: `UsageFault` when there is no such file, or `FileFailure`.
    static func read(_ path: String) throws -> (place: String, text: [UInt8]) {
        guard case .file = FileKind.of(path) else {
            throw UsageFault(code: "E-SIGNING-KEY", "there is no file \(path)", fix: "name the key's file with --key")
        }
        return (path, try FileText.read(path, most: 1 << 16))
    }
}
