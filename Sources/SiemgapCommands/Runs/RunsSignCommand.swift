import ArgumentParser
import AuditModel
import Auditing

/// `siemgap runs sign`: vouch for a run's manifest.
struct RunsSignCommand: SiemgapSubcommand {
    static let formats: [CommonOptions.Format] = [.human, .plain, .json]

    static let configuration = CommandConfiguration(
        commandName: "sign",
        abstract: "Sign a run's manifest with an Ed25519 key, after a look at its files.",
        discussion: """
            The signature is written beside the manifest, as manifest.sig.

            EXAMPLES
              openssl genpkey -algorithm ed25519 -out audit.key
              openssl pkey -in audit.key -pubout -out audit.pub
              siemgap runs sign 7f3a --key audit.key
              siemgap runs verify 7f3a --key audit.pub
            """)

    @Argument(help: "A run's folder, its id, or the end of that.")
    var run: String

    @Option(help: "The Ed25519 private key, PEM or base64.")
    var key: String

    @OptionGroup(title: "Output") var common: CommonOptions

    /// 0, 1 when the run's files are not as the manifest states them, 64 for a run or a key that cannot be used.
    func run(in session: CommandSession, _ context: CommandContext) async throws -> Int32 {
        let folder = try RunsFolder.of(run, ConfiguredSurroundings(common, in: context).state)
        let verification = try RunVerification(folder: folder, withInputs: false)
        guard verification.isUnchanged else {
            try session.show(VerificationText.text(verification, as: session.format))
            return 1
        }
        let place = try verification.sign(key: try SigningKey.read(key))
        try session.show(VerificationText.signed(verification, place, as: session.format))
        return 0
    }
}
