package import ByteScan

/// A field path as recordings write it: dotted keys, `:` enters JSON text, a bare number is an index, quotes hold keys
/// with other characters.
package enum RecordPath {
    /// The steps of a path.
    package static func steps(_ text: String) -> [PathStep] {
        var (steps, name, isQuoted, wasQuoted) = ([PathStep](), [UInt8](), false, false)
        var bytes = Array(text.utf8)[...]
        func end() {
            guard !name.isEmpty || wasQuoted else { return }
            let key = String(decoding: name, as: UTF8.self)
            let index = wasQuoted || !name.allSatisfy { $0 &- 0x30 < 10 } ? nil : Int(key)
            steps.append(index.map { .item($0) } ?? .key(key))
            (name, wasQuoted) = ([], false)
        }
        while let byte = bytes.popFirst() {
            switch byte {
            case UInt8(ascii: "\\") where isQuoted: name += bytes.popFirst().map { [$0] } ?? []
            case UInt8(ascii: "\""): (isQuoted, wasQuoted) = (!isQuoted, true)
            case UInt8(ascii: ".") where !isQuoted: end()
            case UInt8(ascii: ":") where !isQuoted:
                end()
                steps.append(.text)
            default: name.append(byte)
            }
        }
        end()
        return steps
    }

    /// A plan that takes the id alone, all of its parts.
    static func plan(ids: [String]) -> ExtractionPlan {
        var plan = ExtractionPlan()
        plan.fields = ids.map { .json(steps($0)) }
        if !ids.isEmpty { plan.ids = [ids.indices.map { ExtractionPlan.IDPart(field: $0) }] }
        return plan
    }
}
