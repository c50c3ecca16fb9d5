import AuditModel
import ByteScan
import Testing

/// Lines on which something stands behind the first object.
@Suite struct JoinedLineTests {
    @Test(arguments: [
        (#"{"Id":"a"}{"Id":"b"}"#, [0, 10], 0, 0), (#" {"Id":"a"} , {"Id":"b"}{"Id":"c"} "#, [1, 14, 24], 0, 0),
        (#"{"Id":"a"}x{"Id":"b"}"#, [0, 11], 1, 0), (#"{"Id":"a"}x"#, [0], 1, 0), (#"{"Id":"a"},"#, [0], 0, 0),
        (#"{"Id":"a"}{"Id":"b","x":"cu"#, [0, 10], 0, 1), (#"{"Id":"a"}{"x":"cu"#, [0], 1, 1),
        (#"{"Id":"a","x":tru}{"Id":"b"}"#, [0, 18], 0, 1), (#"<1>h {"Id":"a"}<1>h {"Id":"b"}"#, [5, 20], 0, 0),
        (#"<1>h {"x":"a"} {"Id":"b"}"#, [15], 0, 0), (#"{"Id":"a","x":1 2}"#, [0], 0, 1),
    ])
    func everyPartIsARecord(_ line: String, _ offsets: [Int], _ unidentified: Int, _ truncated: Int) {
        let extractor = keys(ofLines: line)
        #expect(extractor.keys.map(\.position.offset) == offsets)
        #expect(extractor.tally.records == offsets.count + unidentified)
        #expect(extractor.tally.unidentified == unidentified && extractor.tally.truncated == truncated)
    }
}
