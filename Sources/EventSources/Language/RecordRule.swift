/// Where the records of an answer are, and what becomes of each.
package struct RecordRule: Hashable, Sendable {
    /// What a body is.
    package enum Form: String, Sendable, CaseIterable {
        /// JSON text, plain or gzip: told by its first bytes.
        case json
        /// One JSON record a line.
        case lines = "ndjson"
        /// A header and rows; each row becomes an object of texts.
        case csv
    }

    /// What a body without the array means.
    package enum Absence: String, Sendable, CaseIterable {
        /// There are no records.
        case empty
        /// The answer is not what it should be.
        case flaw
    }

    /// Each element of an array inside the record becomes a record of its own.
    package struct Split: Hashable, Sendable {
        /// The name of the record's array.
        package let at: String
        /// Names of the record's members that each part keeps.
        package let keep: [String]
    }

    package var form = Form.json
    /// The names on the way to the array; empty when the body is the array.
    package var at: [String] = []
    package var absent = Absence.flaw
    /// A member whose JSON text is the record.
    package var text: String?
    package var split: Split?
    /// Paths of the parts of the id; empty when the id is a hash.
    package var id: [ResponsePath] = []
    /// Members left out of the hash of a record without an id; nil when records have ids.
    package var hashWithout: [String]?
    package var time: ResponsePath?
    /// The zone of times that state none.
    package var zone: String?
    package var available: ResponsePath?
    package var scope: ResponsePath?
    /// Where the answer says how many records there are in all.
    package var expected: ResponsePath?

    /// The name of the member that holds the hash of a record without an id.
    package static let hashName = "@siemgap_id"

    /// JSON records of a root array.
    package init() {}
}
