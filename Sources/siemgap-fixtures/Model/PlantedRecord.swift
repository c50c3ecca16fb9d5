/// One record of one side, with what was done to it.
struct PlantedRecord {
    /// How an id is written.
    enum IDStyle { case plain, upperCase, braced }

    var event: Event
    /// Nanoseconds since the Unix epoch as this record states it; nil when the record has no usable time.
    var time: Int64?
    var idStyle = IDStyle.plain
    /// False when the record has no usable id.
    var hasID = true
    /// 0, or another number when the content differs from that of the record's twins.
    var version = 0
    /// Whether the record's end is missing.
    var isCut = false

    /// The record as the service gave it.
    init(_ event: Event) {
        self.event = event
        time = event.time
    }

    /// The id as this record writes it; nil when it has none.
    var id: String? {
        guard hasID else { return nil }
        switch idStyle {
        case .plain: return event.id
        case .upperCase: return event.id.uppercased()
        case .braced: return "{" + event.id.uppercased() + "}"
        }
    }
}
