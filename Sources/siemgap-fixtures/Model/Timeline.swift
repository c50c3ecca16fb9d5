/// The events of a planting, each part in order of time, at least two seconds apart.
struct Timeline {
    var before: [Event] = []
    var core: [Event] = []
    var after: [Event] = []
    /// Held by the SIEM only.
    var extras: [Event] = []
    /// Of which no side will be able to tell the id.
    var unknown: [Event] = []

    /// What the authority holds.
    var all: [Event] { before + core + after }

    /// A record of an event whose content is not that of the others.
    func twin(_ index: Int) -> PlantedRecord {
        var record = PlantedRecord(core[index])
        record.version = 1
        return record
    }
}
