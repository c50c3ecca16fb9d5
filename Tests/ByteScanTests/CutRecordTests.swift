import AuditModel
import ByteScan
import Testing

/// Ids in what is left of a record: at their own place or not at all.
@Suite struct CutRecordTests {
    private static let hasher = IDHasher(key0: 1, key1: 2)

    private func hashes(_ record: String, _ path: [PathStep]) -> [IDHash] {
        var plan = ExtractionPlan()
        plan.fields = [.json(path)]
        plan.ids = [[.init(field: 0)]]
        plan.cutIDs = [0]
        let extractor = KeyExtractor(plan: plan, separator: nil, hasher: Self.hasher, scopes: ScopeTable())
        extractor.begin(file: 0)
        extractor.readLines(Array(record.utf8).span, at: 0)
        #expect(extractor.tally.records == 1 && extractor.tally.truncated == 1)
        return extractor.keys.map(\.hash)
    }

    @Test(arguments: [
        (#"{"user":{"id":"alice"},"event":{"id":"e","x":"cu"#, "e"), (#"{"event.id":"e","x":[1,"#, "e"),
        (#"{"user":{"id":"alice"},"event":{"x":"cu"#, nil), (#"{"id":"top","event":{"provider":"cu"#, nil),
        (#"{"x":[{"event":{"id":"inner"}}],"#, nil), (#"{"event":{"id":"e"#, nil), (#"{"event":{"id":12"#, nil),
        (#"{"event":{"ident":"no","id":"d"},"#, "d"), (#"{"event":{"id":"""#, nil),
        (#"{"event":{"id":12,"x":"#, "12"), (#"{"event":{"id":null,"x":"#, nil), (#""event":{"id":"e"},"x":1}"#, nil),
        (#"{"x":NaN,"event":{"id":"e"},"#, "e"), (#"{"x":"a"b","event":{"id":"e"},"#, nil),
        (#"[1] host: {"event":{"id":"\u0065","x"#, "e"),
    ])
    func idsAtTheirPath(_ record: String, _ id: String?) {
        let expected = id.map { [Self.hasher.hash(Array($0.utf8).span)] } ?? []
        #expect(hashes(record, [.key("event"), .key("id")]) == expected)
    }

    @Test(arguments: [
        (#"{"_raw":"{\"user\":{\"Id\":\"u\"},\"Id\":\"e\",\"x\":\"cu"#, "e"),
        (#"{"Id":"outer","_raw":"{\"x\":\"cu"#, nil),
        (#"{"_raw":"{\"Id\":\"e\",\"x\":\"cu","y":1}"#, "e"),
    ])
    func idsInTexts(_ record: String, _ id: String?) {
        let expected = id.map { [Self.hasher.hash(Array($0.utf8).span)] } ?? []
        #expect(hashes(record, [.key("_raw"), .text, .key("Id")]) == expected)
    }
}
