import AuditModel
import ByteScan
import ExportReaders
import Reports

/// Replaces the names in a run's settings by tokens: conditions may name a user, an address or an object.
struct SettingsRedaction {
    /// Settings that hold conditions.
    static let names: Set = ["where", "accept", "watch"]

    /// Members of an exception that a person wrote in words.
    private static let free: Set = [Array("reason".utf8), Array("owner".utf8)]

    let pseudonyms: Pseudonyms

    /// The settings as they may be shown.
    func shown(_ settings: [AuditRequest.Setting]) -> [AuditRequest.Setting] {
        settings.map { setting in
            guard Self.names.contains(setting.name) else { return setting }
            let value = setting.name == "where" ? condition(setting.value) : conditions(setting.value)
            return AuditRequest.Setting(name: setting.name, value: value, origin: setting.origin)
        }
    }

    /// `user=ada` keeps its field.
    private func condition(_ text: String) -> String {
        guard let equals = text.firstIndex(of: "=") else { return pseudonyms.token(for: text) }
        let (field, value) = (String(text[..<equals]), String(text[text.index(after: equals)...]))
        return field + "=" + (isKept(field) ? value : pseudonyms.token(for: value))
    }

    /// The texts below `where` of an exception or a watched kind, and who answers for an exception and why.
    private func conditions(_ text: String) -> String {
        guard let members = (try? JSONTree(parsing: Array(text.utf8)))?.members else {
            return pseudonyms.token(for: text)
        }
        let shown = members.map { member in
            if Self.free.contains(member.name) { return JSONTree.Member(name: member.name, value: token(member.value)) }
            guard member.name == Array("where".utf8), let fields = member.value.members else { return member }
            let values = fields.map { field in
                isKept(String(decoding: field.name, as: UTF8.self))
                    ? field : JSONTree.Member(name: field.name, value: token(field.value))
            }
            return JSONTree.Member(name: member.name, value: .object(values))
        }
        return String(decoding: JSONTree.object(shown).compactBytes, as: UTF8.self)
    }

    private func token(_ value: JSONTree) -> JSONTree {
        .string(Array(pseudonyms.token(for: value.scalarBytes ?? value.compactBytes).utf8))
    }

    private func isKept(_ field: String) -> Bool {
        PresetColumn(rawValue: field).map { RecordRedaction.keptColumns.contains($0) } ?? false
    }
}
