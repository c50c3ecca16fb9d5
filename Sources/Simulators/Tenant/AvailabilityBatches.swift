import AuditModel

/// Puts the records of each type into batches that become readable together.
struct AvailabilityBatches {
    private static let millisecond: Int64 = 1_000_000
    /// The most records of a batch, as content blobs are commonly seen to have.
    private static let largest = 100

    /// Nanoseconds; a batch holds what would have become readable in one such span.
    let span: Int64

    /// Moves the availability of each record to that of the last one of its batch, in whole milliseconds; no two batches
    /// of a type share an instant.
    func apply(to records: inout [TenantRecord]) {
        let order = records.indices.sorted { (records[$0].available, $0) < (records[$1].available, $1) }
        var open: [UInt8: [Int]] = [:]
        var last: [UInt8: Int64] = [:]
        for index in order {
            let type = records[index].type
            let batch = open[type, default: []]
            if let first = batch.first, batch.count == Self.largest || isPast(records[index], records[first]) {
                last[type] = close(batch, after: last[type] ?? .min, in: &records)
                open[type] = []
            }
            open[type, default: []].append(index)
        }
        for (type, batch) in open { _ = close(batch, after: last[type] ?? .min, in: &records) }
    }

    private func isPast(_ record: TenantRecord, _ first: TenantRecord) -> Bool {
        EventTime.floor(record.available, span) > EventTime.floor(first.available, span)
    }

    private func close(_ batch: [Int], after last: Int64, in records: inout [TenantRecord]) -> Int64 {
        let latest = batch.reduce(Int64.min) { max($0, records[$1].available) }
        let created = max(EventTime.floor(latest + Self.millisecond - 1, Self.millisecond), last + Self.millisecond)
        for index in batch {
            if records[index].firstAvailable == records[index].available { records[index].firstAvailable = created }
            records[index].available = created
        }
        return created
    }
}
