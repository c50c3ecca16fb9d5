import ByteScan

/// Local time as collectors and exports get it right or wrong.
enum ExportZone {
    /// The zone of a collector that reads UTC as local time, where the scenario names none.
    static let usualLocalZone = "Europe/Berlin"

    private static let second: Int64 = 1_000_000_000

    /// The offsets of a place; nil for UTC.
    static func table(_ name: String) throws(ScenarioFault) -> ZoneTable? {
        guard name != "UTC" else { return nil }
        do {
            return try ZoneDatabase().zone(named: name)
        } catch {
            throw ScenarioFault("siem.zone: \(name) is not known here", fix: "use UTC or a name such as Europe/Berlin")
        }
    }

    /// What a reader makes of a UTC time whose text it takes for local time: the instant when the clocks of the place
    /// show that text, the first one if they show it twice.
    static func instant(ofLocal nanoseconds: Int64, in zone: ZoneTable) -> Int64 {
        let seconds = Int(nanoseconds / second)
        let offset =
            switch zone.offsets(localSeconds: seconds) {
            case .once(let offset): offset
            case .twice(let earlier, _): earlier
            case .never(let before, _): before
            }
        return nanoseconds - Int64(offset) * second
    }

    /// Seconds east of UTC at an instant; 0 without a zone.
    static func offset(of zone: ZoneTable?, at nanoseconds: Int64) -> Int { zone?.utcOffset(at: nanoseconds) ?? 0 }
}
