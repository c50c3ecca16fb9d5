package import AuditModel

/// Fetches credentials from where their references lead.
///
/// Commands are run directly, without a shell, with nothing on standard input. Faults name the reference, never the value;
/// their code is `E-SECRET`.
package struct SecretResolver: Sendable {
    /// The longest credential, bytes.
    package static let mostBytes = 64 << 10

    private let environment: [String: String]
    private let uptime: @Sendable () -> Int64
    private let patience: Int64

    /// Gathers what fetching needs.
    ///
    /// - Parameters:
    ///   - environment: names and values, also those that commands get.
    ///   - uptime: nanoseconds of a clock that never jumps.
    ///   - patience: how long a command may take, nanoseconds.
    package init(
        environment: [String: String], uptime: @escaping @Sendable () -> Int64, patience: Int64 = 10_000_000_000
    ) {
        self.environment = environment
        self.uptime = uptime
        self.patience = patience
    }

    /// The credential, without one line feed at its end.
    ///
    /// - Parameter purpose: what needs it, such as `sources.m365.client_secret`; for messages.
    package func resolve(_ reference: SecretReference, for purpose: String) throws(SettingsFault) -> Secret {
        let name = Self.name(of: reference)
        return try Self.secret(try bytes(of: reference, purpose, name), purpose, name)
    }

    /// A warning when the file of a reference can be read by others than its owner; nil for anything else.
    package func caution(about reference: SecretReference, for purpose: String) -> Problem? {
        guard case .file(let path) = reference, SettingsFile.isOpenToOthers(path) else { return nil }
        return Problem(
            .warning, "W-SECRET-FILE", "\(purpose): others may read the file \(path)",
            means: "any user of this machine in its group, or any user at all, can take the credential",
            fix: "chmod 600 \(path)")
    }

    private func bytes(
        of reference: SecretReference, _ purpose: String, _ name: String
    ) throws(SettingsFault) -> [UInt8] {
        switch reference {
        case .environment(let variable):
            guard let value = environment[variable] else {
                throw Self.fault(purpose, "\(name) is not set", fix: "set it for this command")
            }
            return Array(value.utf8)
        case .file(let path):
            do throws(SettingsFile.Failure) {
                return try SettingsFile.bytes(of: path, atMost: Self.mostBytes)
            } catch {
                throw Self.fault(
                    purpose, "\(name) cannot be read", said: error.words, fix: "check path and permissions")
            }
        case .command(let words):
            let command = SecretCommand(words: words, environment: environment, uptime: uptime, patience: patience)
            do throws(SecretCommand.Failure) {
                return try command.output(atMost: Self.mostBytes)
            } catch {
                throw Self.fault(purpose, "\(name) gave no secret", said: error.words, fix: "run it by hand")
            }
        }
    }

    private static func secret(_ bytes: [UInt8], _ purpose: String, _ name: String) throws(SettingsFault) -> Secret {
        var bytes = bytes[...]
        if bytes.last == 0x0A { bytes.removeLast() }
        if bytes.last == 0x0D { bytes.removeLast() }
        guard !bytes.isEmpty else { throw fault(purpose, "\(name) is empty", fix: "put the credential there") }
        guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else {
            throw fault(purpose, "\(name) holds no text", fix: "a credential is UTF-8 text without NUL")
        }
        return Secret(text)
    }

    private static func name(of reference: SecretReference) -> String {
        switch reference {
        case .environment(let variable): "the environment variable \(variable)"
        case .file(let path): "the file \(path)"
        case .command(let words): "the command \(words.first ?? "")"
        }
    }

    private static func fault(
        _ purpose: String, _ what: String, said: String? = nil, fix: String
    ) -> SettingsFault {
        SettingsFault(.init("\(purpose): \(what)", at: nil, said: said, fix: fix), code: "E-SECRET")
    }
}
