/// Refuses credentials that stand in the file itself, whatever the type of the mapping that holds them.
///
/// It keeps a credential out of a file even where nothing else reads the key.
enum CredentialCheck {
    /// Keys whose value is a credential in every type.
    private static let keys: Set = [
        "api_key", "client_secret", "password", "private_key", "refresh_token", "secret", "secret_access_key",
        "secret_key", "session_token", "token",
    ]
    private static let addresses: Set = ["url", "base_url", "login_url", "proxy"]

    /// Looks at the members of a mapping, not into them; tells of all at once.
    static func check(_ node: SettingsNode, in path: String) throws(SettingsFault) {
        let map = try SettingsMap(node, in: path)
        let faults = SettingsFaultList()
        for member in map.entries() {
            if keys.contains(member.key) {
                faults.attempt { () throws(SettingsFault) in try map.secret(member.key) }
            } else if addresses.contains(member.key), case .scalar(let text, _, let mark) = member.value,
                holdsUser(text)
            {
                faults.add(
                    SettingsFault(
                        .init(
                            "\(map.path(of: member.key)): an address may not hold a user or password", at: mark,
                            fix: "leave out what stands before @")))
            }
        }
        try faults.finish()
    }

    /// Whether the part of a URL before its path has an `@`.
    private static func holdsUser(_ text: String) -> Bool {
        text.firstMatch(of: /^[A-Za-z][A-Za-z0-9+.-]*:\/\/[^\/?#]*@/) != nil
    }
}
