import AuditModel
import ByteScan

/// One request for a list, understood: which records, in which order, from where.
struct GraphQuery: Sendable {
    /// Comparisons that are no bounds of the ordering time.
    private(set) var terms: [ODataFilter.Term] = []
    /// Bounds of the ordering time, end excluded.
    private(set) var window = TimeWindow(from: .min, to: .max)
    private(set) var axis = GraphRules.Axis.eventTime
    private(set) var isNewestFirst: Bool
    private(set) var top: Int
    /// Records already passed, and how often the page was begun anew.
    private(set) var place: PageToken?
    /// The scope value asked for, for faults.
    private(set) var scope: String?
    /// The whole filter as sent.
    let filter: String
    let hasSkipToken: Bool

    /// Understands the parameters of a request.
    ///
    /// - Parameter ignores: whether a comparison is silently left out (F16).
    init(
        _ request: SimulatorRequest, rules: GraphRules, ignores: (ODataFilter.Term) -> Bool
    ) throws(ODataFault) {
        filter = request.parameter("$filter") ?? ""
        isNewestFirst = rules.isNewestFirst
        top = rules.usualTop
        let skip = request.parameter("$skiptoken")
        hasSkipToken = skip != nil
        if request.parameter("$skip") != nil { throw ODataFault("Query option 'Skip' is not allowed.") }
        if let text = request.parameter("$top") {
            guard let number = Int(text), number > 0 else { throw ODataFault("Invalid value for $top query option.") }
            top = min(number, rules.mostTop)
        }
        try readOrder(request.parameter("$orderby"), rules)
        if let skip {
            guard let place = PageToken(parsing: skip, salt: filter) else { throw ODataFault("Skip token is invalid.") }
            self.place = place
        }
        for term in try ODataFilter(parsing: filter).terms where !ignores(term) { try read(term, rules) }
    }

    private mutating func readOrder(_ text: String?, _ rules: GraphRules) throws(ODataFault) {
        guard let text else { return }
        let words = text.split(separator: " ")
        guard let field = words.first, let axis = rules.times[String(field)], words.count <= 2,
            words.count == 1 || ["asc", "desc"].contains(words[1])
        else { throw ODataFault("Could not order by '\(text)'.") }
        self.axis = axis
        isNewestFirst = words.count == 2 && words[1] == "desc"
    }

    private mutating func read(_ term: ODataFilter.Term, _ rules: GraphRules) throws(ODataFault) {
        if let axis = rules.times[term.field] {
            guard case .instant(let instant) = term.literal else {
                throw ODataFault("Invalid filter clause: a date and time literal must not be quoted")
            }
            if axis == self.axis, axis == .eventTime, narrow(term.comparison, instant) { return }
        }
        if term.field == rules.scopeField, term.comparison == .eq, case .text(let text) = term.literal { scope = text }
        terms.append(term)
    }

    private mutating func narrow(_ comparison: ODataFilter.Comparison, _ instant: Int64) -> Bool {
        var (from, to) = (window.from, window.to)
        switch comparison {
        case .ge: from = max(from, instant)
        case .gt: from = max(from, instant + 1)
        case .le: to = min(to, instant + 1)
        case .lt: to = min(to, instant)
        case .eq: (from, to) = (max(from, instant), min(to, instant + 1))
        case .ne, .startsWith: return false
        }
        window = TimeWindow(from: from, to: to)
        return true
    }

    /// Whether the list knows every field of the filter, tried on one record.
    func knowsFields(_ record: TenantRecord, _ tenant: Tenant, _ rules: GraphRules) throws(ODataFault) {
        for term in terms where rules.value(term.field, record, tenant) == nil {
            throw ODataFault("Could not find a property named '\(term.field)'.")
        }
    }

    /// Whether a record passes the comparisons that are no bounds.
    func admits(_ record: TenantRecord, _ tenant: Tenant, _ rules: GraphRules) -> Bool {
        terms.allSatisfy { term in
            switch (rules.value(term.field, record, tenant), term.literal) {
            case (.instant(let value), .instant(let literal)): Self.compare(value, term.comparison, literal)
            case (.number(let value), .number(let literal)): Self.compare(value, term.comparison, literal)
            case (.text(let value), .text(let literal)):
                term.comparison == .startsWith
                    ? value.hasPrefix(literal) : Self.compare(value, term.comparison, literal)
            default: false
            }
        }
    }

    private static func compare<Value: Comparable>(
        _ value: Value, _ comparison: ODataFilter.Comparison, _ literal: Value
    ) -> Bool {
        switch comparison {
        case .eq: value == literal
        case .ne: value != literal
        case .gt: value > literal
        case .ge: value >= literal
        case .lt: value < literal
        case .le: value <= literal
        case .startsWith: false
        }
    }
}
