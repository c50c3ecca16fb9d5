import AuditModel

/// The records of a tenant as pages, in any of the orders that services use.
///
/// Takes 4 bytes a record more than the tenant when records are asked for by availability.
package struct Listing: Sendable {
    /// Some records, and where the rest of the answer begins.
    package struct Page: Sendable {
        package var records: [TenantRecord]
        /// Nil when nothing is left.
        package var next: ListingCursor?
    }

    let tenant: Tenant
    /// Indexes of the records in the order in which they became readable; nil where nobody asks for that.
    private let byAvailability: [UInt32]?

    /// Lists a tenant.
    ///
    /// - Parameter knowsAvailability: whether questions along the availability axis will come.
    package init(_ tenant: Tenant, knowsAvailability: Bool = false) {
        self.tenant = tenant
        byAvailability = knowsAvailability ? tenant.indexesByAvailability() : nil
    }

    /// The page at the question's cursor, of what is readable at `now`.
    package func page(_ question: ListingQuestion, at now: Int64) -> Page {
        let bounds = bounds(of: question)
        var (index, rows) = start(of: question, in: bounds)
        let firstRow = rows
        let step = question.isAscending ? 1 : -1
        var records: [TenantRecord] = []
        records.reserveCapacity(min(question.limit, 1000))
        while bounds.contains(index) {
            let record = record(at: index, question.axis)
            if isWanted(record, question, now) {
                if rows > 0 {
                    rows -= 1
                } else if records.count == question.limit {
                    return Page(records: records, next: next(of: question, at: index, firstRow + records.count))
                } else {
                    records.append(record)
                }
            }
            index += step
        }
        let end = question.neverEnds ? ListingCursor(.record(end(of: question, at: now, index)), of: question) : nil
        return Page(records: records, next: end)
    }

    /// Index of the record at which the answer begins, in the axis' order.
    func firstIndex(of question: ListingQuestion) -> Int {
        let bounds = bounds(of: question)
        return question.isAscending ? bounds.lowerBound : bounds.upperBound - 1
    }

    private func next(of question: ListingQuestion, at index: Int, _ rows: Int) -> ListingCursor {
        if case .row = question.cursor?.place { return ListingCursor(.row(rows), of: question) }
        return ListingCursor(.record(index), of: question)
    }

    /// Along the availability axis what is not readable yet lies behind all that is, and must be met later.
    private func end(of question: ListingQuestion, at now: Int64, _ index: Int) -> Int {
        question.axis == .availability ? firstIndex(availableFrom: now + 1) : index
    }

    /// Indexes, in the axis' order, of the records inside the window.
    private func bounds(of question: ListingQuestion) -> Range<Int> {
        switch question.axis {
        case .event: return tenant.indexes(in: question.window)
        case .availability:
            let first = firstIndex(availableFrom: question.window.from)
            return first..<max(first, firstIndex(availableFrom: question.window.to))
        }
    }

    /// The index to begin at, and the rows still to be passed over.
    private func start(of question: ListingQuestion, in bounds: Range<Int>) -> (Int, Int) {
        let first = question.isAscending ? bounds.lowerBound : bounds.upperBound - 1
        return switch question.cursor?.place {
        case .record(let index): (index, 0)
        case .row(let rows): (first, rows)
        case nil: (first, 0)
        }
    }

    private func isWanted(_ record: TenantRecord, _ question: ListingQuestion, _ now: Int64) -> Bool {
        guard record.available <= now, question.types?.contains(record.type) ?? true else { return false }
        return question.operation.map { $0 == tenant.operation(of: record) } ?? true
    }

    private func record(at index: Int, _ axis: ListingQuestion.Axis) -> TenantRecord {
        guard axis == .availability, let byAvailability else { return tenant.records[index] }
        return tenant.records[Int(byAvailability[index])]
    }

    private func firstIndex(availableFrom instant: Int64) -> Int {
        guard let byAvailability else { preconditionFailure("the listing was made without availability") }
        var (low, high) = (0, byAvailability.count)
        while low < high {
            let middle = (low + high) / 2
            if tenant.records[Int(byAvailability[middle])].available < instant {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }
}
