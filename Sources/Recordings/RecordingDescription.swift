package import AuditModel
import ByteScan

/// What `recording.json` says about the records beside it.
package struct RecordingDescription: Sendable {
    /// Names of the two files of a recording's folder.
    package static let fileName = "recording.json"
    package static let recordsName = "records.ndjson"

    /// The side whose records these are.
    package let side: Side
    package let name: String
    /// The source's or SIEM's type, such as `o365-management`.
    package let type: String
    /// The window that was asked for; nil when it is not stated.
    package let window: TimeWindow?
    /// When the first and the last question was asked, nanoseconds since the Unix epoch.
    package let firstAsked: Int64?
    package let lastAsked: Int64?
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
        package let records: Int

        /// What the slice's times bound.
        package enum Axis: String, Sendable { case event, availability, ids }

        /// How a question ended.
        package enum Outcome: String, Sendable {
            case whole, partial, refused, expired
            case notSubscribed = "not-subscribed"
            case skipped, unasked
        }

        /// Whether everything that was asked for came.
        package var isWhole: Bool { outcome == .whole }
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
