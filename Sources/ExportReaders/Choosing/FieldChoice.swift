package import AuditModel

/// Which fields of a file are read, and why.
package struct FieldChoice: Hashable, Sendable {
    /// A field with how many sampled records have a value there; for times, one that reads as a time.
    package struct Rate<Field: Hashable & Sendable>: Hashable, Sendable {
        package let field: Field
        package let found: Int
        package let of: Int
    }

    /// A preset that also fits, with the share of sampled records that show all its signs.
    package struct Rival: Hashable, Sendable {
        package let name: String
        package let fitting: Int
        package let of: Int
    }

    /// Where the zone of times that name none comes from.
    package struct Zone: Hashable, Sendable {
        /// `UTC`, an offset or an IANA name; nil when only the user can tell.
        package let name: String?
        package let source: Source
        /// The reason in one sentence.
        package let reason: String

        /// Who decided.
        package enum Source: Hashable, Sendable { case flag, columnName, preset, times, nobody }

        /// No zone is needed: the sampled times have theirs.
        package static let writtenInTimes = Zone(
            name: nil, source: .times, reason: "every sampled time has one of its own")
    }

    /// A trust mark that the fields alone justify.
    package struct Mark: Hashable, Sendable {
        package let code: TrustCode
        package let message: String
        package let effect: TrustEffect

        /// Makes a mark.
        package init(code: TrustCode, message: String, effect: TrustEffect) {
            self.code = code
            self.message = message
            self.effect = effect
        }
    }

    /// Nil when no preset fits and the fields were told by the user or guessed.
    package var preset: Preset?
    /// Whether the fields were guessed by content.
    package var isGuess = false
    /// What has to be confirmed by a flag before an audit may rely on the choice; nil when nothing has.
    package var confirmation: String?
    /// Ids with values in the sample, in order; the first with a value counts, record by record.
    package var ids: [Rate<IDField>] = []
    /// Ids the preset also knows, which no sampled record has.
    package var spareIDs: [IDField] = []
    /// Sampled records with an id, and distinct ids among them.
    package var identified = 0
    package var distinct = 0
    /// Whole records in the sample, and records that were cut or are not JSON.
    package var sampled = 0
    package var broken = 0
    /// Times with values in the sample, in order.
    package var times: [Rate<TimeField>] = []
    package var spareTimes: [TimeField] = []
    package var zone = Zone(name: nil, source: .nobody, reason: "")
    package var available: FieldPath?
    package var ingested: FieldPath?
    package var scope: ScopeField?
    /// Fields to match records without ids by: the user's, else the preset's that have values.
    package var match: [FieldPath] = []
    package var marks: [Mark] = []
    package var rivals: [Rival] = []
    /// Why the fields were chosen, a sentence each.
    package var reasons: [String] = []

    /// Nothing chosen yet.
    package init() {}

    /// The id that most sampled records have; nil when none has any.
    package var mainID: Rate<IDField>? { ids.max { $0.found < $1.found } }
    /// The time that is read first; nil when there is none.
    package var mainTime: Rate<TimeField>? { times.first }
}
