import AuditModel

/// One document of an index, looked into by queries.
struct ElasticDocument {
    let form: ElasticForm
    let record: SIEMRecord

    var time: Int64 { record.time }
    var id: String { record.delivered?.documentID ?? form.documentID(record) }

    /// What a field holds as texts; none where it is absent.
    func values(_ field: String) -> [String] {
        if let delivered = record.delivered { return SPLRow.values(delivered.tree, at: field) }
        if field == form.idField { return record.id.map { [$0] } ?? [] }
        var found = [form.document(record)]
        for name in field.split(separator: ".") {
            found = found.flatMap { value -> [JSONValue] in
                guard case .object(let members) = value else { return [] }
                return members.filter { $0.name == name }.map(\.value)
            }
        }
        return found.flatMap(Self.texts)
    }

    /// Names of all fields that hold something.
    var fields: Set<String> {
        Self.fields(of: record.delivered.map(\.tree.value) ?? form.document(record), under: "")
    }

    private static func fields(of value: JSONValue, under path: String) -> Set<String> {
        guard case .object(let members) = value else { return [path] }
        return members.reduce(into: []) { fields, member in
            fields.formUnion(
                Self.fields(of: member.value, under: path.isEmpty ? member.name : path + "." + member.name))
        }
    }

    private static func texts(_ value: JSONValue) -> [String] {
        switch value {
        case .string(let text): [text]
        case .integer, .number, .bool: [value.text()]
        case .array(let values): values.flatMap(texts)
        case .null, .object: []
        }
    }
}
