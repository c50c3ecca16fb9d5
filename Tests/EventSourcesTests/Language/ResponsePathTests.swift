import EventSources
import Testing

/// Texts of paths in, their names out.
struct ResponsePathTests {
    @Test(arguments: [
        ("id", ["id"]), ("id.time", ["id", "time"]), ("@odata.nextLink", ["@odata", "nextLink"]),
        ("\"event.id\"", ["event.id"]), ("a.\"b.c\".d", ["a", "b.c", "d"]), (".", []), ("", []),
    ])
    func pathLeadsThroughNames(_ text: String, _ keys: [String]) { #expect(ResponsePath(text)?.keys == keys) }

    @Test(arguments: ["a..b", ".a", "a.", "\"a", "a:", "\"a\"b"])
    func wrongPathIsNone(_ text: String) { #expect(ResponsePath(text) == nil) }

    @Test(arguments: ["CloudTrailEvent:eventID", "targets.0.id"])
    func textAndIndexAreNoNames(_ text: String) throws { #expect(try #require(ResponsePath(text)).keys == nil) }
}
