import AuditModel

/// Reads what an audit compares: configured names, recordings, paths.
struct SpecReading {
    let map: SettingsMap

    /// At least one spec; a bare word must be a configured name, anything else is a path.
    func specs(_ key: String, among names: [String]) throws(SettingsFault) -> [String] {
        guard let specs = try map.texts(key), !specs.isEmpty else {
            throw map.fault(map.has(key) ? key : nil, "\(key) is missing", fix: "write \(key): NAME")
        }
        for spec in specs where !names.contains(spec) {
            guard !spec.isEmpty else { throw map.fault(key, "it is empty", fix: "write \(key): NAME") }
            guard spec.wholeMatch(of: /[A-Za-z0-9_][A-Za-z0-9_-]*/) != nil else { continue }
            let nearest = NearestWord.find(spec, among: names).map { "did you mean \"\($0)\"? " } ?? ""
            throw map.fault(
                key, "there is no \"\(ShortText.cut(spec))\" under \(key)s",
                means: names.isEmpty ? nil : "names there: \(names.joined(separator: " "))",
                fix: "\(nearest)write ./\(ShortText.cut(spec)) for a file or folder")
        }
        return specs
    }
}
