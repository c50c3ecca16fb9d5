import AuditModel
import ByteScan
import Testing

/// Lines on which something stands behind the first object.
@Suite struct JoinedLineTests {
    private func read(_ line: String) -> KeyExtractor {
        var plan = ExtractionPlan()
        plan.fields = [.json([.key("Id")])]
        plan.ids = [[.init(field: 0)]]
        plan.cutIDs = [0]
        let extractor = KeyExtractor(
            plan: plan, separator: nil, hasher: IDHasher(key0: 1, key1: 2), scopes: ScopeTable())
        extractor.begin(file: 0)
        extractor.readLines(Array(line.utf8).span, at: 0)
        return extractor
    }

    @Test(arguments: [
        (#"{"Id":"a"}{"Id":"b"}"#, [0, 10], 0, 0), (#" {"Id":"a"} , {"Id":"b"}{"Id":"c"} "#, [1, 14, 24], 0, 0),
        (#"{"Id":"a"}x{"Id":"b"}"#, [0, 11], 1, 0), (#"{"Id":"a"}x"#, [0], 1, 0), (#"{"Id":"a"},"#, [0], 0, 0),
        (#"{"Id":"a"}{"Id":"b","x":"cu"#, [0, 10], 0, 1), (#"{"Id":"a"}{"x":"cu"#, [0], 1, 1),
        (#"{"Id":"a","x":tru}{"Id":"b"}"#, [0, 18], 0, 1), (#"<1>h {"Id":"a"}<1>h {"Id":"b"}"#, [5, 20], 0, 0),
        (#"<1>h {"x":"a"} {"Id":"b"}"#, [15], 0, 0), (#"{"Id":"a","x":1 2}"#, [0], 0, 1),
    ])
    func everyPartIsARecord(_ line: String, _ offsets: [Int], _ unidentified: Int, _ truncated: Int) {
        let extractor = read(line)
        #expect(extractor.keys.map(\.position.offset) == offsets)
        #expect(extractor.tally.records == offsets.count + unidentified)
        #expect(extractor.tally.unidentified == unidentified && extractor.tally.truncated == truncated)
    }
}
