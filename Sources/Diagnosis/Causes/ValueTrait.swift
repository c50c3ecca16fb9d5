/// A property that a field's value has or has not, by which events with many different values are alike.
struct ValueTrait: Sendable {
    /// What such values are called: `characters beyond ASCII in the user`.
    let words: String
    /// For each code whether its value has the property.
    let holds: [Bool]

    /// The traits of a field's values that some have and others have not.
    static func all(of field: FieldTally) -> [ValueTrait] {
        let forms: [(words: String, isMet: (String) -> Bool)] = [
            ("characters beyond ASCII", { $0.utf8.contains { $0 >= 0x80 } }),
            ("a quote or backslash", { $0.utf8.contains { [UInt8(ascii: "'"), 0x22, 0x5C].contains($0) } }),
            ("a space", { $0.utf8.contains(0x20) }),
        ]
        return forms.compactMap { form in
            let holds = field.values.indices.map { field.isValue($0) && form.isMet(field.values[$0]) }
            guard holds.count(where: { $0 }) > 1 else { return nil }
            return ValueTrait(words: "\(form.words) in the \(field.name)", holds: holds)
        }
    }
}
