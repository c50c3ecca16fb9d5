extension Configuration {
    /// The name of the file in the working folder and in the configuration folder.
    package static let fileName = "siemgap.yaml"

    /// The path of the configuration file; nil if there is none.
    ///
    /// Strongest first: the flag, `SIEMGAP_CONFIG`, `siemgap.yaml` in the working folder, `siemgap/siemgap.yaml` in
    /// `XDG_CONFIG_HOME` or `~/.config`.
    ///
    /// - Parameters:
    ///   - explicit: the value of `--config`.
    ///   - workingFolder: empty for the process's own.
    /// - Throws: ``SettingsFault`` if a file that was named does not exist.
    package static func find(
        explicit: String?, workingFolder: String = "", environment: [String: String]
    ) throws(SettingsFault) -> String? {
        let named = [("--config", explicit), ("SIEMGAP_CONFIG", environment["SIEMGAP_CONFIG"])]
        for case (let origin, let path?) in named where origin == "--config" || !path.isEmpty {
            guard SettingsFile.exists(path) else {
                throw SettingsFault(
                    .init(
                        "there is no file \(path)", at: nil, means: "\(origin) names it",
                        fix: "check the name, or write one with siemgap config init"))
            }
            return path
        }
        let local = join(workingFolder, fileName)
        if SettingsFile.exists(local) { return local }
        guard let folder = folder(environment, "XDG_CONFIG_HOME", inHome: ".config") else { return nil }
        let own = join(folder, fileName)
        return SettingsFile.exists(own) ? own : nil
    }

    /// Reads a configuration file of at most 1 MiB.
    ///
    /// - Parameter now: nanoseconds since the Unix epoch.
    package static func load(_ path: String, now: Int64) throws(SettingsFault) -> Configuration {
        let bytes: [UInt8]
        do throws(SettingsFile.Failure) {
            bytes = try SettingsFile.bytes(of: path, atMost: SettingsTextCheck.mostBytes)
        } catch {
            throw SettingsFault(
                .init("the configuration \(path) cannot be read", at: nil, said: error.words, fix: "check the path"))
        }
        return try Configuration(node: try SettingsNode(bytes: bytes, file: path), now: now)
    }

    /// The state folder; nil only where neither a setting nor a home is known.
    ///
    /// Strongest first: the flag, `SIEMGAP_STATE`, the file's `state`, `siemgap` in `XDG_STATE_HOME` or `~/.local/state`.
    package func stateFolder(flag: String?, environment: [String: String]) -> String? {
        let variable = environment["SIEMGAP_STATE"].flatMap { $0.isEmpty ? nil : $0 }
        return flag ?? variable ?? state ?? Self.folder(environment, "XDG_STATE_HOME", inHome: ".local/state")
    }

    /// A folder of the XDG base directories; the specification has relative paths ignored.
    private static func folder(
        _ environment: [String: String], _ variable: String, inHome relative: String
    ) -> String? {
        if let base = environment[variable], base.hasPrefix("/") { return join(base, "siemgap") }
        guard let home = environment["HOME"], !home.isEmpty else { return nil }
        return join(join(home, relative), "siemgap")
    }

    private static func join(_ folder: String, _ name: String) -> String {
        if folder.isEmpty { return name }
        return folder.hasSuffix("/") ? folder + name : folder + "/" + name
    }
}
