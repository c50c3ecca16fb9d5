extension Tenant {
    /// Whether a later state of the same event is readable at that instant.
    package func isSuperseded(_ record: TenantRecord, at now: Int64) -> Bool {
        var index = firstIndex(from: record.time)
        while index < records.count, records[index].time == record.time {
            let other = records[index]
            if other.number == record.number, other.revision > record.revision, other.available <= now { return true }
            index += 1
        }
        return false
    }
}
