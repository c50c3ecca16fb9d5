import Simulators
import Testing

struct HTTPDateTests {
    @Test(arguments: [
        (Int64(784_111_777), "Sun, 06 Nov 1994 08:49:37 GMT"), (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
        (1_793_577_600, "Mon, 02 Nov 2026 00:00:00 GMT"),
    ])
    func isInTheFormOfTheHeaders(_ seconds: Int64, _ text: String) {
        #expect(HTTPDate.text(seconds * 1_000_000_000) == text)
    }
}
