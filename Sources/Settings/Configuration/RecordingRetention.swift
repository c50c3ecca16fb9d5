/// How long recordings of runs are kept.
package struct RecordingRetention: Hashable, Sendable {
    /// Nanoseconds; nil keeps them for good.
    package var keep: Int64?
    /// Bytes of all of them together; nil for any amount.
    package var most: Int?

    /// Keeps everything.
    package init() {}

    /// Reads the member `recordings`.
    init(_ map: SettingsMap?, faults: SettingsFaultList) {
        guard let map else { return }
        keep = faults.attempt { () throws(SettingsFault) in try map.duration("keep") }
        most = faults.attempt { () throws(SettingsFault) in try map.size("most") }
        faults.attempt { () throws(SettingsFault) in try map.finish() }
    }
}
