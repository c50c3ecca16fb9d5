import AuditModel
import ByteScan

/// Where a simulated Splunk keeps the documents of its shelf, and how it shows times.
struct SplunkPlace: Sendable {
    let shelf: StoreShelf
    let index: String
    /// The zone of the user who searches; nil: UTC.
    let zone: ZoneTable?
    /// When it is asked, nanoseconds since the Unix epoch, UTC.
    let clock: SimulatorClock

    var sourceType: String { SplunkForm.sourceType(of: shelf.source) }

    /// Seconds since the Unix epoch with so many decimals.
    static func seconds(_ nanoseconds: Int64, digits: Int) -> String {
        let whole = EventTime.floor(nanoseconds, 1_000_000_000)
        let fraction = InstantText.padded(Int(nanoseconds - whole), 9).prefix(digits)
        return String(whole / 1_000_000_000) + (fraction.isEmpty ? "" : "." + fraction)
    }

    /// `2026-11-14 02:00:05.000 GMT`, as the export endpoint writes the time.
    func exported(_ nanoseconds: Int64) -> String {
        let offset = ExportZone.offset(of: zone, at: nanoseconds)
        let local = TimeForm.iso(nanoseconds + Int64(offset) * 1_000_000_000, digits: 3, joint: " ")
        return local.dropLast() + " " + Self.abbreviation(offset)
    }

    /// `2026-11-14T02:00:05.000+00:00`, as the results endpoint writes it.
    func shown(_ nanoseconds: Int64) -> String {
        TimeForm.iso(nanoseconds, digits: 3, offset: ExportZone.offset(of: zone, at: nanoseconds))
    }

    private static func abbreviation(_ offset: Int) -> String {
        switch offset {
        case 0: "GMT"
        case 3600: "CET"
        case 7200: "CEST"
        default: (offset < 0 ? "-" : "+") + InstantText.padded(abs(offset) / 3600, 2) + ":00"
        }
    }
}
