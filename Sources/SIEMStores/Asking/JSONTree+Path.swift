import ByteScan

extension JSONTree {
    /// The value at a path; keys that are joined by dots (`"properties.id"`) count like keys inside each other.
    func value(at steps: ArraySlice<PathStep>) -> JSONTree? {
        guard let step = steps.first else { return self }
        let rest = steps.dropFirst()
        switch step {
        case .text:
            guard let text, let inner = try? JSONTree(parsing: Array(text.utf8)) else { return nil }
            return inner.value(at: rest)
        case .item(let number):
            guard let elements, elements.indices.contains(number) else { return nil }
            return elements[number].value(at: rest)
        case .key(let name):
            if let found = self[name]?.value(at: rest) { return found }
            guard case .key(let next)? = rest.first else { return nil }
            return value(at: [.key(name + "." + next)] + rest.dropFirst())
        }
    }

    /// The text of a string or number at a path, unless it is empty.
    func scalar(at steps: [PathStep]) -> String? {
        switch value(at: steps[...]) {
        case .string(let bytes), .number(let bytes): bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
        case _: nil
        }
    }

    /// A number, or a text that is one.
    var wholeNumber: Int64? {
        guard let bytes = scalarBytes else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        return Int64(text) ?? Double(text).flatMap { Int64(exactly: $0.rounded()) }
    }
}
