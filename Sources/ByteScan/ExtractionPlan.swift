/// What to take from each record of a file, and from where.
package struct ExtractionPlan: Sendable {
    /// Where a field lies.
    package enum Address: Hashable, Sendable {
        /// In a JSON record; in a row that is a JSON array the first step is the column's number.
        case json([PathStep])
        /// In the CSV cell of this column, counted from 0; steps lead into the JSON text the cell holds, none is its text.
        case cell(column: Int, [PathStep])
    }

    /// One part of an id.
    package struct IDPart: Sendable {
        package let field: Int
        /// Set when the part is a time, which is compared as an instant and not as text.
        package let time: TimestampReader?

        /// `field` is an index into ``ExtractionPlan/fields``.
        package init(field: Int, time: TimestampReader? = nil) {
            self.field = field
            self.time = time
        }
    }

    /// One time field, with how its values are read.
    package struct TimeField: Sendable {
        package let field: Int
        package let reader: TimestampReader

        /// `field` is an index into ``ExtractionPlan/fields``.
        package init(field: Int, reader: TimestampReader) {
            self.field = field
            self.reader = reader
        }
    }

    /// A condition on a field's text; several fields are tried in order and the first with a value decides.
    package struct Condition: Sendable {
        package let fields: [Int]
        package let value: [UInt8]

        /// `fields` are indices into ``ExtractionPlan/fields``; `value` is compared byte for byte.
        package init(fields: [Int], value: [UInt8]) {
            self.fields = fields
            self.value = value
        }
    }

    /// An accepted exception: a record that fulfils all conditions, with a time in `[from, to)`, may be absent.
    package struct Acceptance: Sendable {
        package let conditions: [Condition]
        /// Nanoseconds since the Unix epoch; nil for no bound.
        ///
        /// With a bound, a record without a time is not covered.
        package let from: Int64?
        package let to: Int64?

        /// Describes an exception.
        package init(_ conditions: [Condition], from: Int64?, to: Int64?) {
            self.conditions = conditions
            self.from = from
            self.to = to
        }
    }

    /// All fields that anything below names by index.
    package var fields: [Address] = []
    /// Ids to try in order; each is the list of parts that together make the id, and counts when every part has a value.
    package var ids: [[IDPart]] = []
    /// Times to try in order.
    package var times: [TimeField] = []
    /// Fields to try in order for the scope.
    package var scopes: [Int] = []
    /// Records that fail one of these are counted as filtered.
    package var filters: [Condition] = []
    /// Records that fulfil one of these are dropped and counted as previews.
    package var previews: [Condition] = []
    /// A record that fulfils this marks the end of a whole file.
    package var endMark: Condition?
    /// The field that holds the event of a wrapper line; a line without it is control information, not a record.
    package var payload: Int?
    /// Fields whose presence marks control information (bulk action lines).
    package var controls: [Int] = []
    /// Fields that are an id by themselves, to be looked for in order in a record that is cut.
    package var cutIDs: [Int] = []
    /// Cells of exactly this many characters count as cut by the program that saved the file.
    package var cellCap: Int?
    /// Fields whose text of exactly this many bytes was cut by the SIEM.
    package var textCap: (field: Int, bytes: Int)?
    /// A record that fulfils this is the beginning of a longer one.
    package var cutMark: Condition?
    /// A count of the events that a record stands for; above 1 the others are nowhere.
    package var eventCount: Int?
    /// Fields to match records without an id by.
    package var matchFields: [Int] = []
    /// Exceptions under which a record's absence from the other side is accepted.
    package var acceptances: [Acceptance] = []
    /// Kinds of records to count among those that are absent; each is a list of conditions that all must hold.
    package var watches: [[Condition]] = []
    /// Parts of a hash by which a store may fold events into one: of each, the fields to try in order.
    package var folds: [[Int]] = []
    /// Columns of a CSV header or of a table's rows; 0 when unknown.
    package var columnCount = 0

    /// An empty plan.
    package init() {}

    /// The fields that, once they have values, leave nothing for any other to decide: the first choice of each kind.
    ///
    /// Nil when there is no such set: conditions and marks may need every field.
    var decisiveFields: [Int]? {
        guard filters.isEmpty, previews.isEmpty, endMark == nil, cutMark == nil, payload == nil, controls.isEmpty,
            eventCount == nil,
            matchFields.isEmpty, acceptances.isEmpty, watches.isEmpty, folds.isEmpty, let id = ids.first
        else { return nil }
        return id.map(\.field) + [times.first?.field, scopes.first].compactMap { $0 }
    }
}

extension ExtractionPlan.Acceptance {
    /// Whether a record of this time lies within the bounds.
    func covers(_ nanoseconds: Int64?) -> Bool {
        guard let nanoseconds else { return from == nil && to == nil }
        return (from ?? .min) <= nanoseconds && nanoseconds < (to ?? .max)
    }
}
