import GRDB

/// An event of a plan whose sending was not simply acknowledged.
package struct JournalEntry: Hashable, Sendable {
    /// What is known of it.
    package enum State: String, Sendable, CaseIterable {
        /// It was there before it was sent, and was not sent.
        case arrived
        /// The SIEM said that it holds the id already.
        case present
        /// The SIEM will never take it.
        case refused
        /// It may or may not be there; nothing was asked yet.
        case doubtful
        /// Certainly not there; it is to be sent again.
        case unsent
        /// It is being sent again.
        case resending
        /// It was in doubt, and was found.
        case found
        /// It was sent again and acknowledged.
        case taken
        /// It was sent again to a target that acknowledges nothing, and is not known to have been read.
        case handed
        /// It was in doubt and sent again, and that is in doubt too; the SIEM cannot be asked.
        case unsettled

        /// Whether nothing more is done about it.
        package var isFinal: Bool {
            switch self {
            case .arrived, .present, .refused, .found, .taken, .handed, .unsettled: true
            case .doubtful, .unsent, .resending: false
            }
        }
    }

    /// Its number in the plan, from 0.
    package let event: Int
    /// Byte offset of its line in the plan's `events.ndjson`.
    package let offset: Int
    package var state: State
    /// How often it was sent.
    package var sends: Int
    /// Whether it was sent again although an earlier sending may have been taken.
    package var mayRepeat = false
    /// The SIEM's own code for its refusal.
    package var code: String?
    /// The SIEM's own words, shortened.
    package var words: String?

    /// Describes an event's state.
    package init(event: Int, offset: Int, _ state: State, sends: Int, code: String? = nil, words: String? = nil) {
        self.event = event
        self.offset = offset
        self.state = state
        self.sends = sends
        self.code = code
        self.words = words
    }

    init(_ row: Row) {
        self.init(
            event: row["event"], offset: row["offset"], State(rawValue: row["state"]) ?? .doubtful,
            sends: row["sends"], code: row["code"], words: row["words"])
        mayRepeat = row["may_repeat"]
    }
}
