/// The name under which the file holds a source, a SIEM or an audit.
enum EntryName {
    /// Names go into paths, run names and command lines.
    static func check(_ entry: SettingsNode.Entry) throws(SettingsFault) {
        guard entry.key.wholeMatch(of: /[A-Za-z0-9_][A-Za-z0-9_-]{0,63}/) == nil else { return }
        throw SettingsFault(
            .init(
                "\"\(ShortText.cut(entry.key))\" is not a name", at: entry.keyMark,
                means: "names have letters, digits, - and _, at most 64, and do not begin with -", fix: "rename it"))
    }
}
