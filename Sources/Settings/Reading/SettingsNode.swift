/// A YAML value with its place.
package indirect enum SettingsNode: Sendable {
    /// Text; plain when it stood without quotes, so that `null`, `true` and `12` are what they look like.
    case scalar(String, isPlain: Bool, SettingsMark)
    case list([SettingsNode], SettingsMark)
    /// Members in file order, keys unique.
    case map([Entry], SettingsMark)

    /// One key and value of a mapping.
    package struct Entry: Sendable {
        package let key: String
        package let keyMark: SettingsMark
        package let value: SettingsNode

        /// Makes an entry.
        package init(key: String, keyMark: SettingsMark, value: SettingsNode) {
            self.key = key
            self.keyMark = keyMark
            self.value = value
        }
    }

    /// Where the value begins; what an alias stands for lies where its anchor is.
    package var mark: SettingsMark {
        switch self {
        case .scalar(_, _, let mark), .list(_, let mark), .map(_, let mark): mark
        }
    }

    /// Whether it is nothing, `~` or `null`, without quotes.
    package var isNull: Bool {
        guard case .scalar(let text, true, _) = self else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(text)
    }

    /// What the value is, in words for messages.
    var kind: String {
        switch self {
        case .scalar: isNull ? "nothing" : "a single value"
        case .list: "a list"
        case .map: "a mapping"
        }
    }
}
