import AuditModel

/// Reads the members of a mapping.
///
/// Each getter notes its key; ``finish()`` refuses the keys that nobody asked for. A member that is `null` counts as absent.
/// One owner, not for use from two threads at once.
package final class SettingsMap {
    /// Where the mapping lies in the file, such as `sources.m365`; empty for the whole file.
    package let path: String
    /// Where the mapping begins.
    package let mark: SettingsMark

    private let members: [SettingsNode.Entry]
    /// Keys asked for, in the order asked.
    private var known: [String] = []

    /// Takes a mapping.
    ///
    /// - Parameter path: keys joined by dots, for messages.
    package init(_ node: SettingsNode, in path: String) throws(SettingsFault) {
        self.path = path
        mark = node.mark
        guard case .map(let members, _) = node else {
            let name = path.isEmpty ? "the file" : path
            throw SettingsFault(
                .init(
                    "\(name) must be a mapping, not \(node.kind)", at: node.mark, fix: "write key: value, a line each"))
        }
        self.members = members
    }

    /// Whether the member is there and not null; does not count as asking.
    package func has(_ key: String) -> Bool { members.contains { $0.key == key && !$0.value.isNull } }

    /// The member as it stands; nil if absent.
    package func node(_ key: String) -> SettingsNode? {
        note(key)
        return members.first { $0.key == key }?.value
    }

    /// All members in file order; all count as asked for.
    package func entries() -> [SettingsNode.Entry] {
        for member in members { note(member.key) }
        return members
    }

    /// A fault at the value of a member, or at the mapping for nil and for a member that is absent.
    ///
    /// - Parameters:
    ///   - what: what is wrong; the message has the member's path and a colon before it.
    ///   - fix: one edit.
    package func fault(_ key: String?, _ what: String, fix: String?) -> SettingsFault {
        fault(key, what, means: nil, fix: fix)
    }

    /// Refuses the keys that no getter was asked for; all of them in one fault.
    package func finish() throws(SettingsFault) {
        let known = known
        let issues = members.filter { !known.contains($0.key) }.map { member in
            let place = path.isEmpty ? "" : " in \(path)"
            let nearest = NearestWord.find(member.key, among: known)
            return SettingsFault.Issue(
                "unknown key \"\(ShortText.cut(member.key))\"\(place)", at: member.keyMark,
                means: "keys here: \(known.joined(separator: " "))",
                fix: nearest.map { "did you mean \"\($0)\"?" } ?? "remove it, or use one of the keys above")
        }
        if let fault = SettingsFault(issues) { throw fault }
    }

    /// The member unless absent or null.
    func value(_ key: String) -> SettingsNode? { node(key).flatMap { $0.isNull ? nil : $0 } }

    /// The path of a member.
    func path(of key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    /// A fault with the reason why the value is none.
    func fault(_ key: String?, _ what: String, means: String?, fix: String?) -> SettingsFault {
        let place = key.map(path(of:)) ?? path
        let at = key.flatMap { key in members.first { $0.key == key }?.value.mark } ?? mark
        return SettingsFault(.init(place.isEmpty ? what : "\(place): \(what)", at: at, means: means, fix: fix))
    }

    private func note(_ key: String) { if !known.contains(key) { known.append(key) } }
}
