import AuditModel
import EventLedger
import FileAccess

/// `refused.csv` in a plan's folder: the events that the target will never take, with its own words.
enum RefusedList {
    private static let step = 1000

    /// Writes the list anew from the journal; nothing is written while nothing was refused.
    static func write(_ journal: DeliveryJournal, _ events: PlannedEvents, to folder: PlanFolder) throws {
        var part = try journal.entries(in: [.refused], most: step)
        guard !part.isEmpty else { return }
        try FileSystem.remove(folder.refusedPath)
        let file = try AtomicFile(folder: folder.path, name: PlanFolder.refusedName)
        try file.write(CSVLine.of(["id", "time", "code", "words"]))
        while let last = part.last {
            for entry in part {
                let event = try events.event(entry.event, offset: entry.offset).event
                let time = event.time.map(InstantText.rfc3339) ?? ""
                try file.write(
                    CSVLine.of([event.id.joined(separator: "|"), time, entry.code ?? "", entry.words ?? ""]))
            }
            part = try journal.entries(in: [.refused], after: last.event, most: step)
        }
        _ = try file.finish()
    }
}
