extension SettingsNode {
    /// The value in one line, as YAML's flow style or nearly so; for the record, not for reading back.
    var flowText: String {
        switch self {
        case .scalar(let text, _, _): text
        case .list(let items, _): "[" + items.map(\.flowText).joined(separator: ", ") + "]"
        case .map(let entries, _):
            "{" + entries.map { "\($0.key): \($0.value.flowText)" }.joined(separator: ", ") + "}"
        }
    }
}
