package import AuditModel
import ByteScan

/// What `recording.json` says about the records beside it.
package struct RecordingDescription: Sendable {
    /// Names of the files of a recording's folder.
    package static let fileName = "recording.json"
    package static let recordsName = "records.ndjson"
    package static let stampsName = "stamps.ndjson"

    /// The side whose records these are.
    package let side: Side
    package let name: String
    /// The source's or SIEM's type, such as `o365-management`.
    package let type: String
    /// Hosts that were asked, sorted.
    package let hosts: [String]
    /// What the source was told beside the window; no secrets.
    package let settings: JSONValue
    /// The window that was asked for; nil when it is not stated.
    package let window: TimeWindow?
    /// When the first and the last question was asked, nanoseconds since the Unix epoch.
    package let firstAsked: Int64?
    package let lastAsked: Int64?
    /// The service's clock minus this machine's, milliseconds; nil when it was not measured.
    package let clockOffsetMilliseconds: Int?
    package let paths: Paths
    package let slices: [Slice]

    /// Where the fields of a record lie, as path texts.
    package struct Paths: Hashable, Sendable {
        /// The parts of the id.
        package let id: [String]
        package let time: String?
        /// The zone of times without one.
        package let zone: String?
        package let available: String?
        package let scope: String?

        /// Names the fields.
        package init(id: [String], time: String?, zone: String?, available: String? = nil, scope: String? = nil) {
            self.id = id
            self.time = time
            self.zone = zone
            self.available = available
            self.scope = scope
        }
    }

    /// One question that was asked, and how it was answered.
    package struct Slice: Hashable, Sendable {
        package let id: Int
        package let scope: Scope?
        package let axis: Axis
        /// Half-open, nanoseconds since the Unix epoch; nil where the question had no time.
        package let from: Int64?
        package let to: Int64?
        package let outcome: Outcome
        /// Why it is not whole: a code of the contract's list.
        package let reason: String?
        /// What there is to say beyond the reason; nil for nothing.
        package var detail: String?
        package let records: Int
        /// How many records the service announced; nil when it did not.
        package var expected: Int?
        /// Half-open byte ranges in records.ndjson that hold its records, in order.
        package var ranges: [Range<Int>] = []
        /// Questions sent for it, and how often it was begun anew.
        package var requests = 0
        package var retries = 0
        /// When its last question was answered, nanoseconds since the Unix epoch; nil when it is not stated.
        package var asked: Int64?
        /// Of the bytes of its ranges in order; nil when it is not stated.
        package var sha256: String?
        /// The page size it was asked with; nil when it is not stated.
        package var pageSize: Int?
        /// Where a slice that is not whole can be gone on with.
        package var cursor: String?

        /// What the slice's times bound.
        package enum Axis: String, Sendable { case event, availability, ids }

        /// How a question ended.
        ///
        /// `skipped` is read, as what is unknown, and not written by a pull: parts that the configuration leaves out are
        /// no part of the question, which `settings` of the recording tells.
        package enum Outcome: String, Sendable {
            case whole, partial, refused, expired
            case notSubscribed = "not-subscribed"
            case skipped, unasked
        }

        /// Whether everything that was asked for came.
        package var isWhole: Bool { outcome == .whole }
    }

    /// The slices by which what is absent is judged.
    ///
    /// A SIEM that is asked by event time may be asked by arrival as well, for events that are dated elsewhere: those
    /// questions only add to what is there.
    package var judgingSlices: [Slice] {
        guard side == .siem, slices.contains(where: { $0.axis == .event }) else { return slices }
        return slices.filter { $0.axis != .availability }
    }

    /// Describes what was recorded.
    init(_ header: RecordingHeader, _ closing: RecordingClosing, slices: [Slice]) {
        side = header.side
        name = header.name
        type = header.type
        hosts = Set(header.hosts + closing.hosts).sorted()
        settings = header.settings
        window = header.window
        firstAsked = header.firstAsked
        lastAsked = closing.lastAsked
        clockOffsetMilliseconds = closing.clockOffsetMilliseconds
        paths = header.paths
        self.slices = slices
    }

    /// Reads the description.
    ///
    /// - Parameters:
    ///   - text: the bytes of `recording.json`.
    ///   - place: the file's path, for messages.
    /// - Throws: ``RecordingFault`` naming the member that is wrong.
    package init(parsing text: [UInt8], place: String) throws(RecordingFault) {
        let tree: JSONTree
        do {
            tree = try JSONTree(parsing: text)
        } catch {
            throw RecordingFault(place: place, what: "it is not JSON (byte \(error.offset))")
        }
        let reader = RecordingReader(tree: tree, place: place)
        try reader.checkSchema()
        side = try reader.side()
        name = tree["name"]?.text ?? ""
        type = tree["type"]?.text ?? ""
        window = try reader.window(tree["window"])
        hosts = tree["hosts"]?.elements?.compactMap(\.text) ?? []
        settings = tree["settings"].map(JSONValue.init) ?? .object([])
        clockOffsetMilliseconds = tree["clock_offset_ms"]?.number
        firstAsked = try reader.instant(tree["asked"]?["first"], "asked.first")
        lastAsked = try reader.instant(tree["asked"]?["last"], "asked.last")
        paths = try reader.paths()
        slices = try reader.slices()
    }
}

/// A recording's description that cannot be used.
package struct RecordingFault: Explained, Hashable {
    /// Path of the description.
    package let place: String
    /// What is wrong with it.
    package let what: String

    package var problem: Problem {
        Problem(
            .error, "E-RECORDING", "\(place) does not describe a recording", place: place, said: what,
            effect: "nothing was compared; failed (exit 2)", fix: "name the records file itself, or record anew")
    }

    package var exitCode: Int { 2 }
}
