/// Finds the mistakes of an entry that stand behind its first one.
///
/// Whoever reads an entry stops at the first mistake. What is wrong beside it shows once that is mended: by the value that
/// the message itself gives as an example, else by leaving the key out.
struct MistakeSearch {
    /// Keys that were mended; what is said about them from then on is a consequence.
    private var mended: Set<String> = []
    /// Mappings of which nothing is left; what is said about those is a consequence, too.
    private var emptied: Set<SettingsMark> = []
    private var issues: [SettingsFault.Issue] = []
    private var node: SettingsNode

    /// All mistakes of an entry, in the order in which they are found; empty when there is none.
    ///
    /// - Parameter check: refuses a node with its first mistake, or with several.
    static func all(
        in node: SettingsNode, check: (SettingsNode) throws(SettingsFault) -> Void
    ) -> [SettingsFault.Issue] {
        var search = MistakeSearch(node: node)
        for _ in 0..<SettingsFault.mostIssues {
            do throws(SettingsFault) {
                try check(search.node)
                break
            } catch {
                guard search.take(error.issues) else { break }
            }
        }
        return search.issues
    }

    private init(node: SettingsNode) { self.node = node }

    /// Notes what is new and mends it.
    ///
    /// - Returns: whether the entry is another one than before.
    private mutating func take(_ found: [SettingsFault.Issue]) -> Bool {
        let new = found.filter { !issues.contains($0) }
        // What is wrong with the entry as it stands is no consequence of anything.
        issues += issues.isEmpty ? new : new.filter { !isConsequence($0) }
        var hasChanged = false
        for issue in new { hasChanged = mend(issue) || hasChanged }
        return hasChanged
    }

    /// Whether it is about a key that was mended, or a mapping that lost all of its own.
    private func isConsequence(_ issue: SettingsFault.Issue) -> Bool {
        guard let mark = issue.mark, !mark.file.isEmpty, !emptied.contains(mark) else { return true }
        return issue.what.split { !($0.isLetter || $0.isNumber || $0 == "_") }.contains { mended.contains(String($0)) }
    }

    private mutating func mend(_ issue: SettingsFault.Issue) -> Bool {
        guard let mark = issue.mark, !mark.file.isEmpty, let mend = node.mending(at: mark, Self.example(issue))
        else { return false }
        mended.insert(mend.key)
        if let map = mend.emptied { emptied.insert(map) }
        node = mend.node
        return true
    }

    /// The member that the fix of a message says to write.
    private static func example(_ issue: SettingsFault.Issue) -> SettingsNode.Entry? {
        guard let fix = issue.fix, fix.hasPrefix("write ") else { return nil }
        let words = fix.dropFirst("write ".count)
        let end = [", or ", "; ", ", without "].compactMap { words.firstRange(of: $0)?.lowerBound }.min()
        // An example that is none is not used.
        guard let parsed = try? SettingsNode(parsing: String(words[..<(end ?? words.endIndex)]), file: ""),
            case .map(let members, _) = parsed, members.count == 1
        else { return nil }
        return members[0]
    }
}

extension SettingsNode {
    /// A node of which one member was mended.
    fileprivate struct Mend {
        /// The member's.
        let key: String
        var node: SettingsNode
        /// The mapping of which it was the last, and was left out.
        let emptied: SettingsMark?
    }

    /// The node with the member at a place mended; nil where there is nothing to mend.
    ///
    /// - Parameters:
    ///   - mark: where a member's key or value stands, or the mapping that lacks one.
    ///   - example: the member as it should be; nil leaves the one at the place out.
    fileprivate func mending(at mark: SettingsMark, _ example: Entry?) -> Mend? {
        guard case .map(let members, let own) = self else { return nil }
        if let place = members.firstIndex(where: {
            $0.value.mark == mark && ($0.key == example?.key || !$0.value.isMap)
        }) {
            return replacing(place, example)
        }
        if own == mark, let example, !members.contains(where: { $0.key == example.key }) {
            return Mend(key: example.key, node: .map(members + [example], own), emptied: nil)
        }
        if let place = members.firstIndex(where: { $0.keyMark == mark }) {
            return replacing(place, nil)
        }
        for (place, member) in members.enumerated() {
            guard var mend = member.value.mending(at: mark, example) else { continue }
            let mended = Entry(key: member.key, keyMark: member.keyMark, value: mend.node)
            mend.node = .map(members.enumerated().map { $0.offset == place ? mended : $0.element }, own)
            return mend
        }
        return nil
    }

    private var isMap: Bool {
        if case .map = self { true } else { false }
    }

    /// A mapping with another member at a place; without it where the other is nil or of another key.
    private func replacing(_ place: Int, _ member: Entry?) -> Mend? {
        guard case .map(var members, let mark) = self else { return nil }
        let key = members[place].key
        if let member, member.key == key {
            members[place] = member
            return Mend(key: key, node: .map(members, mark), emptied: nil)
        }
        members.remove(at: place)
        return Mend(key: key, node: .map(members, mark), emptied: members.isEmpty ? mark : nil)
    }
}
