import AuditModel
import ByteScan

/// Which parts of a document's source a search shows.
struct ElasticSourceFilter: Sendable {
    /// Whether any is shown.
    let isShown: Bool
    /// Names of fields and of what holds them, `*` for any text; empty for all.
    private let includes: [String]
    private let excludes: [String]

    /// Reads `_source`.
    init(_ tree: JSONTree?) {
        switch tree {
        case .bool(let isShown)?: (self.isShown, includes, excludes) = (isShown, [], [])
        case .string?, .array?: (isShown, includes, excludes) = (true, Self.texts(tree), [])
        default:
            isShown = true
            includes = Self.texts(tree?["includes"] ?? tree?["include"])
            excludes = Self.texts(tree?["excludes"] ?? tree?["exclude"])
        }
    }

    /// Whether documents are shown as they are.
    var showsAll: Bool { isShown && includes.isEmpty && excludes.isEmpty }

    private static func texts(_ tree: JSONTree?) -> [String] {
        tree?.elements?.compactMap(\.text) ?? tree?.text.map { [$0] } ?? []
    }

    /// The parts of a source that are shown.
    func shown(_ source: JSONValue) -> JSONValue {
        guard !includes.isEmpty || !excludes.isEmpty else { return source }
        return part(of: source, at: "") ?? .object([])
    }

    private func part(of value: JSONValue, at path: String) -> JSONValue? {
        guard case .object(let members) = value else { return isIncluded(path) ? value : nil }
        var kept: [JSONValue.Member] = []
        for member in members {
            let own = path.isEmpty ? member.name : path + "." + member.name
            guard !excludes.contains(where: { Self.fits($0, own) }), leads(to: own) else { continue }
            if let value = part(of: member.value, at: own) { kept.append(.init(member.name, value)) }
        }
        return kept.isEmpty ? nil : .object(kept)
    }

    /// Whether a field, or something that holds it, is named.
    private func isIncluded(_ path: String) -> Bool {
        includes.isEmpty || includes.contains { Self.fits($0, path) || path.hasPrefix($0 + ".") }
    }

    /// Whether a path is named, or something in it may be.
    private func leads(to path: String) -> Bool {
        isIncluded(path) || includes.contains { $0.hasPrefix(path + ".") || $0.contains("*") }
    }

    /// Whether a text fits a pattern with stars.
    static func fits(_ pattern: String, _ text: String) -> Bool {
        guard pattern.contains("*") else { return pattern == text }
        let parts = pattern.split(separator: "*", omittingEmptySubsequences: false).map { Array($0.utf8) }
        let bytes = Array(text.utf8)
        guard let first = parts.first, let last = parts.last, bytes.starts(with: first),
            bytes.count >= first.count + last.count, bytes.suffix(last.count).elementsEqual(last)
        else { return false }
        var position = first.count
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            let rest = bytes.indices.dropFirst(position).first { bytes[$0...].starts(with: part) }
            guard let rest else { return false }
            position = rest + part.count
        }
        return position <= bytes.count - last.count
    }
}
