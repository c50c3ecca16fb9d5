/// The records of one side by the id of their event.
struct RecordGroups {
    let records: Int
    let unidentified: Int
    let filtered: Int
    private(set) var byID: [String: [PlantedRecord]] = [:]

    /// Groups records; those that `passes` refuses are filtered, whether they have an id or not.
    init(_ records: [PlantedRecord], passes: (Event) -> Bool) {
        let passing = records.filter { passes($0.event) }
        self.records = records.count
        filtered = records.count - passing.count
        for record in passing where record.hasID { byID[record.event.id, default: []].append(record) }
        unidentified = passing.count - byID.values.reduce(0) { $0 + $1.count }
    }
}
