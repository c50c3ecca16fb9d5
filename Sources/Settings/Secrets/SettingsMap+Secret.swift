package import AuditModel

extension SettingsMap {
    /// A reference to a credential: `{env: NAME}`, `{file: PATH}` or `{command: [...]}`.
    ///
    /// A credential written out is refused with its place; no message repeats any part of the value.
    package func secret(_ key: String) throws(SettingsFault) -> SecretReference? {
        guard let value = value(key) else { return nil }
        guard case .map(let members, _) = value, members.count == 1, let member = members.first else {
            throw Self.literalSecret(at: value.mark)
        }
        switch member.key {
        case "env":
            if case .scalar(let name, _, _) = member.value, Self.isVariableName(name) { return .environment(name) }
        case "file":
            if case .scalar(let path, _, _) = member.value, !member.value.isNull, !path.isEmpty { return .file(path) }
        case "command":
            if let words = Self.words(of: member.value) { return .command(words) }
        default: break
        }
        throw Self.literalSecret(at: member.value.mark)
    }

    /// The refusal of a credential that stands in the file itself.
    static func literalSecret(at mark: SettingsMark) -> SettingsFault {
        SettingsFault(
            .init(
                "a secret may not be written here", at: mark,
                fix: "use {env: NAME}, {file: PATH} or {command: [PROGRAM, ARGUMENT]}"))
    }

    private static func isVariableName(_ text: String) -> Bool { text.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_]*/) != nil }

    private static func words(of node: SettingsNode) -> [String]? {
        guard case .list(let items, _) = node, !items.isEmpty else { return nil }
        var words: [String] = []
        for item in items {
            guard case .scalar(let word, _, _) = item else { return nil }
            words.append(word)
        }
        return words[0].isEmpty ? nil : words
    }
}
