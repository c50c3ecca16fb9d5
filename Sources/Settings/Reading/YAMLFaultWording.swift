import Yams

/// The one place that words what the YAML parser refuses.
struct YAMLFaultWording {
    let file: String
    let text: String

    /// The fault for an error of the parser.
    func fault(_ error: any Error) -> SettingsFault {
        guard let error = error as? YamlError else { return SettingsFault(unplaced("the file is not YAML")) }
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _):
            return SettingsFault(syntax(context?.text, problem, mark))
        case .composer(_, let problem, let mark, _):
            let isSecond = problem.contains("another document")
            return SettingsFault(
                .init(
                    isSecond ? "a second document begins here" : "the file is not YAML here", at: place(mark),
                    said: isSecond ? nil : problem,
                    fix: isSecond ? "keep all settings in one document, without a line of ---" : nil))
        case .duplicatedKeysInMapping(let keys, let context):
            // The parser finds repeats once the mapping is read, and then knows the place of the first one only.
            return SettingsFault(Self.repeatedKey(keys.first ?? "", at: place(context.mark)))
        case .memory: return SettingsFault(unplaced("the file is nested too deep"))
        case .reader, .no, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
            // The parser counts bytes, not lines, when it cannot read; the check before has refused what leads here.
            return SettingsFault(unplaced("the file is not YAML"))
        }
    }

    /// A key that a mapping has twice.
    static func repeatedKey(_ key: String, at mark: SettingsMark) -> SettingsFault.Issue {
        .init("the key \"\(ShortText.cut(key))\" stands twice in a mapping", at: mark, fix: "remove one of the two")
    }

    private func syntax(_ context: String?, _ problem: String, _ mark: Mark) -> SettingsFault.Issue {
        let said = [context, problem].compactMap(\.self).joined(separator: ": ")
        let fix =
            lineHasTabIndent(mark.line)
            ? "indent with spaces; YAML takes no tabs"
            : "look at indentation, quotes and brackets of this line and the one before"
        return .init("the file is not YAML here", at: place(mark), said: said, fix: fix)
    }

    private func lineHasTabIndent(_ line: Int) -> Bool {
        let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
        guard lines.indices.contains(line - 1) else { return false }
        return lines[line - 1].prefix { $0 == " " || $0 == "\t" }.contains("\t")
    }

    private func place(_ mark: Mark) -> SettingsMark { SettingsMark(file: file, line: mark.line, column: mark.column) }

    private func unplaced(_ what: String) -> SettingsFault.Issue {
        .init(what, at: SettingsMark(file: file, line: 1, column: 1))
    }
}
