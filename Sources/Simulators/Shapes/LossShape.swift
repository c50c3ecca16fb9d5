/// One shape in which events are missing, late, changed or doubtful, and where a test holds the audit to it.
package struct LossShape: Hashable, Sendable {
    /// Counted from 1 in the catalogue of loss signatures; nil for shapes beyond it.
    package let number: Int?
    /// What is wrong, in a few words.
    package let title: String
    /// The built-in scenarios that have it, by name; empty for what only a file or a process can show.
    package let scenarios: [String]
    /// Folders of `Fixtures` that have it.
    package let fixtures: [String]
    /// Files of tests, from the top of the repository, that have it where scenarios and fixtures cannot or do not alone.
    package let tests: [String]

    init(
        _ number: Int?, _ title: String, scenarios: [String] = [], fixtures: [String] = [], tests: [String] = []
    ) {
        self.number = number
        self.title = title
        self.scenarios = scenarios
        self.fixtures = fixtures
        self.tests = tests
    }

    /// All of them: the catalogue of loss signatures in its order, then those that causes need beyond it.
    package static let all: [LossShape] = files + collectors + records + times + services + edges + further

    private static let files: [LossShape] = [
        .init(1, "perfect", scenarios: ["perfect"], fixtures: ["complete"]),
        .init(2, "perfect but for an unsettled tail", scenarios: ["unsettled-tail"]),
        .init(3, "a SIEM without any event", scenarios: ["empty-siem"], fixtures: ["header-only"]),
        .init(4, "an authority without any event", scenarios: ["empty-authority"]),
        .init(5, "both sides empty", scenarios: ["both-empty"], fixtures: ["both-empty"]),
        .init(6, "exactly 10,000 rows", fixtures: ["row-cap-opensearch"]),
        .init(7, "the last line ends between quotes", fixtures: ["open-quote"]),
        .init(8, "a gzip file cut short", fixtures: ["cut-gzip"]),
    ]

    private static let collectors: [LossShape] = [
        .init(9, "high-water mark, asking 420 s behind now", scenarios: ["late-arrival"]),
        .init(10, "a hole of 40 s between polls every 10 min", scenarios: ["poll-hole"]),
        .init(11, "first page only", scenarios: ["first-page"]),
        .init(12, "answers end after 5,000 records", scenarios: ["result-cap"]),
        .init(13, "two hours of outage, all types", scenarios: ["outage-all-types"]),
        .init(14, "a quiet night is no gap", scenarios: ["quiet-night"]),
        .init(15, "one type lost", scenarios: ["type-lost"]),
        .init(16, "IPv6 addresses lost", scenarios: ["address-shape"]),
        .init(17, "records with a line feed lost", scenarios: ["framing"]),
        .init(18, "records cut at 8,192 bytes", scenarios: ["cut-8192"], fixtures: ["complete-with-truncated"]),
        .init(19, "records above 64 KiB dropped", scenarios: ["oversize"]),
        .init(20, "datagrams lost as the rate rises", scenarios: ["rate-loss"]),
        .init(21, "whole blobs lost", scenarios: ["blobs-lost"]),
    ]

    private static let records: [LossShape] = [
        .init(22, "different events folded into one document", scenarios: ["id-collision"]),
        .init(23, "ids null or blank in the SIEM", scenarios: ["blank-id"], fixtures: ["siem-unidentified"]),
        .init(24, "GUIDs in upper case and in braces", scenarios: ["rewritten-ids"]),
        .init(25, "exact repeats", scenarios: ["repeats"], fixtures: ["complete-with-repeats"]),
        .init(26, "repeats with updated fields", scenarios: ["updated-records"]),
        .init(27, "repeats hide a loss: equal counts", scenarios: ["repeats-hide-loss"]),
    ]

    private static let times: [LossShape] = [
        .init(28, "shifted by two hours", scenarios: ["shift-2h"]),
        .init(29, "shifted until daylight saving ends", scenarios: ["dst-half"]),
        .init(30, "times in whole seconds", scenarios: ["whole-seconds"]),
        .init(31, "times in whole minutes", scenarios: ["whole-minutes"]),
        .init(32, "day and month swapped", scenarios: ["day-month"]),
        .init(33, "epoch numbers in another unit", scenarios: ["epoch-unit"]),
        .init(34, "event time is ingest time", scenarios: ["ingest-time"]),
        .init(35, "the SIEM holds kinds that were not asked for", scenarios: ["wider-siem"]),
        .init(36, "an export narrower than the window", fixtures: ["narrow-range"]),
        .init(37, "portal CSV with renamed columns and AuditData", fixtures: ["purview-csv", "purview-csv-old"]),
        .init(38, "UTF-16LE CSV with semicolons and a sep= line", fixtures: ["utf16-semicolon-csv"]),
        .init(39, "NDJSON with a byte order mark, blank lines and a bad one", fixtures: ["messy-ndjson"]),
    ]

    private static let services: [LossShape] = [
        .init(40, "one event in two blobs, five days apart", scenarios: ["replayed-blob"]),
        .init(
            41, "spellings of the next page's header",
            tests: ["Tests/EventSourcesTests/Asking/DescribedPagesTests.swift"]),
        .init(42, "a next link that leads to itself", scenarios: ["link-loop"], tests: [faultMatrix]),
        .init(43, "403 with AF429", scenarios: ["throttled-af429"], tests: [faultMatrix]),
        .init(
            44, "429 with Retry-After, also as a date", scenarios: ["throttled-retry-after"],
            tests: ["Tests/TransportTests/HTTPDateTests.swift", "Tests/TransportTests/ThrottleReaderTests.swift"]),
        .init(45, "401 midway", scenarios: ["token-expired"], tests: [faultMatrix]),
        .init(46, "one content type refused", scenarios: ["type-refused"], tests: [faultMatrix]),
        .init(47, "an answer cut short with status 200", scenarios: ["cut-answer"], tests: [faultMatrix]),
        .init(
            48, "two pulls that differ", scenarios: ["pulls-differ"], tests: ["Tests/PullingTests/UnionPullTests.swift"]
        ),
        .init(49, "a start out of retention", scenarios: ["out-of-retention"], tests: [faultMatrix]),
    ]

    private static let edges: [LossShape] = [
        .init(50, "windows across a leap day and the end of a year", scenarios: ["leap-day", "year-end"]),
        .init(51, "ids absent on both sides", scenarios: ["no-ids"], fixtures: ["directory-audits-portal-csv"]),
        .init(52, "two causes at once", scenarios: ["two-causes"]),
        .init(53, "one in a hundred lost by chance", scenarios: ["random-loss"]),
        .init(54, "a dozen missing events", scenarios: ["dozen-missing"]),
        .init(55, "a secret in an error's text", tests: ["Tests/TransportTests/SecrecyTests.swift"]),
        .init(
            56, "a pull that is killed and resumed",
            tests: [".ci/check-kill.py", "Tests/PullingTests/PullResumeTests.swift"]),
    ]

    private static let further: [LossShape] = [
        .init(nil, "a token that is not renewed", scenarios: ["token-rhythm"]),
        .init(nil, "ties at the last time seen", scenarios: ["boundary-ties"]),
        .init(nil, "older than what the SIEM keeps", scenarios: ["retention-edge"]),
        .init(nil, "one in eight dropped by counting", scenarios: ["sampling"]),
        .init(nil, "a daily volume that is used up", scenarios: ["daily-cap"]),
    ]

    private static let faultMatrix = "Tests/EventSourcesTests/FaultMatrixTests.swift"
}
