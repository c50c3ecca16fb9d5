import AuditModel

/// Answers quickly whether an event falls into one of many parts: per scope code, their merged stretches of time.
struct PartCover {
    private let parts: [UnknownPart]
    private let scopeName: (UInt16) -> Scope?
    private var stretches: [UInt16: [Stretch]] = [:]

    private struct Stretch {
        let from: Int64
        var to: Int64
    }

    init(_ parts: [UnknownPart], scopeName: @escaping (UInt16) -> Scope?) {
        self.parts = parts
        self.scopeName = scopeName
    }

    /// Whether an event of this time (nil: none) and scope code falls into a part.
    mutating func covers(_ nanoseconds: Int64?, scope: UInt16) -> Bool {
        guard !parts.isEmpty else { return false }
        let known = stretches[scope] ?? stretches(of: scope)
        guard let nanoseconds else { return !known.isEmpty }
        var (low, high) = (0, known.count)
        while low < high {
            let middle = (low + high) / 2
            if known[middle].from <= nanoseconds { low = middle + 1 } else { high = middle }
        }
        return low > 0 && nanoseconds < known[low - 1].to
    }

    private mutating func stretches(of code: UInt16) -> [Stretch] {
        let scope = scopeName(code)
        var merged: [Stretch] = []
        let here = parts.filter { $0.covers(nil, scope: scope) }
            .map { Stretch(from: $0.from ?? .min, to: $0.to ?? .max) }
        for part in here.sorted(by: { $0.from < $1.from }) {
            if let last = merged.last, part.from <= last.to {
                merged[merged.count - 1].to = max(last.to, part.to)
            } else {
                merged.append(part)
            }
        }
        stretches[code] = merged
        return merged
    }
}
