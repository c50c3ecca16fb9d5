package import ByteScan

extension JSONTree {
    /// The value at the path; nil when there is none.
    ///
    /// A dotted path also finds names with literal dots and any mix (`{"azure.signinlogs":{"properties.id":…}}`); an
    /// array of one element stands for its element; `:` passes through a value that already is an object or array.
    /// Of repeated members the first counts.
    package func value(at path: FieldPath) -> JSONTree? { value(at: path.steps[...]) }

    /// The bytes of the string, number or boolean at the path; empty strings, null, objects and arrays give nil.
    package func scalar(at path: FieldPath) -> [UInt8]? {
        guard let bytes = value(at: path)?.withoutSingleArray.scalarBytes, !bytes.isEmpty else { return nil }
        return bytes
    }

    private var withoutSingleArray: JSONTree {
        guard case .array(let elements) = self, elements.count == 1 else { return self }
        return elements[0]
    }

    func value(at steps: ArraySlice<FieldPath.Step>) -> JSONTree? {
        guard let step = steps.first else { return self }
        switch step {
        case .text: return heldJSON?.value(at: steps.dropFirst())
        case .index(let index):
            if let elements { return index < elements.count ? elements[index].value(at: steps.dropFirst()) : nil }
            return memberValue(at: steps)
        case .key:
            if case .array = self { return elements?.count == 1 ? withoutSingleArray.value(at: steps) : nil }
            return memberValue(at: steps)
        }
    }

    /// Tries the first key, then the first two joined by a dot, and so on.
    private func memberValue(at steps: ArraySlice<FieldPath.Step>) -> JSONTree? {
        guard case .object(let members) = self else { return nil }
        var name: [UInt8] = []
        var rest = steps
        while let step = rest.first {
            switch step {
            case .text: return nil
            case .key(let key): name += key.utf8
            case .index(let index): name += String(index).utf8
            }
            rest = rest.dropFirst()
            if let member = members.first(where: { $0.name == name }), let found = member.value.value(at: rest) {
                return found
            }
            name.append(UInt8(ascii: "."))
        }
        return nil
    }

    /// The JSON inside a string, text before its first brace aside; an object or array is its own.
    private var heldJSON: JSONTree? {
        switch withoutSingleArray {
        case .string(let bytes): JSONTree.held(in: bytes)
        case .object, .array: self
        case .null, .bool, .number: nil
        }
    }

    /// The JSON value that fills the bytes from their first brace on; a prefix such as a syslog header is skipped.
    package static func held(in bytes: [UInt8]) -> JSONTree? {
        let first = bytes.first { $0 > 0x20 }
        // A text that is no whole JSON holds no field; the caller sees it as absent.
        if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") { return try? JSONTree(parsing: bytes) }
        guard let brace = bytes.firstIndex(of: UInt8(ascii: "{")) else { return nil }
        return try? JSONTree(parsing: Array(bytes[brace...]))
    }
}
