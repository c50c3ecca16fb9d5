import AuditModel
import ByteScan

/// Takes the keys of one line, or several, with ids in `Id` that also count in what is left of a cut record.
///
/// - Parameter timed: whether records have a time, in `T`.
func keys(ofLines line: String, timed: Bool = false) -> KeyExtractor {
    var plan = ExtractionPlan()
    plan.fields = [.json([.key("Id")])]
    plan.ids = [[.init(field: 0)]]
    if timed {
        plan.fields.append(.json([.key("T")]))
        plan.times = [.init(field: 1, reader: TimestampReader(zone: .utc))]
    }
    plan.cutIDs = [0]
    let extractor = KeyExtractor(
        plan: plan, separator: nil, hasher: IDHasher(key0: 1, key1: 2), scopes: ScopeTable())
    extractor.begin(file: 0)
    extractor.readLines(Array(line.utf8).span, at: 0)
    return extractor
}
