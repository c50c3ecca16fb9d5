/// Names zones by the offsets they had.
struct CandidateZones {
    private let zones: any ZoneOffsets

    init(_ zones: any ZoneOffsets) { self.zones = zones }

    /// Zones that were so many seconds east of UTC at each of the instants, sorted.
    func of(_ instants: [(time: Int64, seconds: Int)]) -> [String] {
        guard !instants.isEmpty, instants.contains(where: { $0.seconds != 0 }) else { return [] }
        return zones.names.filter { name in
            instants.allSatisfy { zones.offset(of: name, at: $0.time) == $0.seconds }
        }
    }
}
