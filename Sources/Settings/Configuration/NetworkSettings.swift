/// How hosts are reached.
package struct NetworkSettings: Hashable, Sendable {
    /// The proxy's URL, without credentials; nil takes it from the environment.
    package var proxy: String?
    /// Paths of PEM files with further certificate authorities to trust.
    package var authorities: [String] = []
    /// Time to connect, nanoseconds.
    package var connect: Int64 = 10_000_000_000
    /// Time from a request to the head of its answer, nanoseconds.
    package var head: Int64 = 60_000_000_000
    /// Time without a byte, nanoseconds.
    package var idle: Int64 = 60_000_000_000
    /// Time for one whole request, nanoseconds.
    package var total: Int64 = 600_000_000_000
    /// The largest answer accepted, bytes, after unpacking.
    package var largest = 256 << 20

    /// The defaults.
    package init() {}

    /// Reads the member `network`; nothing there means the defaults.
    init(_ map: SettingsMap?, faults: SettingsFaultList) {
        guard let map else { return }
        proxy = faults.attempt { () throws(SettingsFault) in try Self.proxy(map) }
        authorities = faults.attempt { () throws(SettingsFault) in try Self.authorities(map) } ?? []
        connect = Self.time("connect", map, faults) ?? connect
        head = Self.time("head", map, faults) ?? head
        idle = Self.time("idle", map, faults) ?? idle
        total = Self.time("total", map, faults) ?? total
        largest = faults.attempt { () throws(SettingsFault) in try map.size("largest") } ?? largest
        faults.attempt { () throws(SettingsFault) in try map.finish() }
    }

    private static func time(_ key: String, _ map: SettingsMap, _ faults: SettingsFaultList) -> Int64? {
        faults.attempt { () throws(SettingsFault) in
            let time = try map.duration(key)
            guard time != 0 else { throw map.fault(key, "no time at all is too little", fix: "write \(key): 60s") }
            return time
        }
    }

    private static func proxy(_ map: SettingsMap) throws(SettingsFault) -> String? {
        guard let proxy = try map.text("proxy") else { return nil }
        guard proxy.hasPrefix("http://") || proxy.hasPrefix("https://") else {
            throw map.fault("proxy", "this is no URL of a proxy", fix: "write proxy: http://proxy.example:3128")
        }
        return proxy
    }

    private static func authorities(_ map: SettingsMap) throws(SettingsFault) -> [String]? {
        guard let authority = try map.map("ca") else { return nil }
        let files = try authority.texts("file")
        try authority.finish()
        return files
    }
}
