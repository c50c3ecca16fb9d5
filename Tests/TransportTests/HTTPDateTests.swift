import Testing
import Transport

struct HTTPDateTests {
    @Test(arguments: [
        "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
        "Sun, 06 Nov 1994 08:49:37 -0000",
    ])
    func everyForm(_ text: String) { #expect(HTTPDate.nanoseconds(text) == 784_111_777_000_000_000) }

    @Test(arguments: [
        "", "soon", "Sun, 06 Nov 1994", "Sun, 06 Foo 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:49:37 GMT",
        "Sun, 06 Nov 1994 08:49 GMT", "Sun, 06 Nov 1994 08:49:37 CET", "Sun, +6 Nov 1994 08:49:37 GMT",
        "Sun, 99 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 99999999999999999999 08:49:37 GMT",
    ])
    func otherTexts(_ text: String) { #expect(HTTPDate.nanoseconds(text) == nil) }

    @Test(arguments: [0, 784_111_777_000_000_000, 1_767_229_323_000_000_000] as [Int64])
    func textAndBack(_ nanoseconds: Int64) {
        #expect(HTTPDate.nanoseconds(HTTPDate.text(nanoseconds)) == nanoseconds)
    }

    @Test func mailForm() {
        #expect(HTTPDate.text(1_767_229_323_999_999_999, zone: "-0000") == "Thu, 01 Jan 2026 01:02:03 -0000")
    }
}
