import Settings

/// Joins the tool's descriptions with what those of one family share.
enum DescriptionFamily {
    /// A description with the members that it lacks taken from the family that its key `extends` names.
    ///
    /// Mappings that both have are joined in the same way; families may extend others.
    static func node(
        _ text: [UInt8], file: String, families: [(name: String, text: [UInt8])]
    ) throws(SettingsFault) -> SettingsNode {
        let node = try SettingsNode(parsing: String(decoding: text, as: UTF8.self), file: file)
        guard case .map(let entries, let mark) = node, let base = entries.first(where: { $0.key == "extends" }) else {
            return node
        }
        guard case .scalar(let name, _, _) = base.value, let family = families.first(where: { $0.name == name })
        else { throw SettingsFault(.init("extends names no family", at: base.value.mark, fix: nil)) }
        let own = SettingsNode.map(entries.filter { $0.key != base.key }, mark)
        // A family that extends itself would have no end.
        let others = families.filter { $0.name != name }
        return own.filled(from: try self.node(family.text, file: "\(name).yaml", families: others))
    }
}

extension SettingsNode {
    /// The mapping with what it lacks of another one, whose members come first.
    fileprivate func filled(from base: SettingsNode) -> SettingsNode {
        guard case .map(let own, _) = self, case .map(let others, _) = base else { return self }
        let kept = others.map { other in
            guard let mine = own.first(where: { $0.key == other.key }) else { return other }
            return Entry(key: mine.key, keyMark: mine.keyMark, value: mine.value.filled(from: other.value))
        }
        return .map(kept + own.filter { mine in !others.contains { $0.key == mine.key } }, mark)
    }
}
