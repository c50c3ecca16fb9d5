import Simulators
import Testing

/// A product in the contract test: what is asked of it, and which faults it can have.
struct StoreRow: Sendable, CustomTestStringConvertible {
    let type: String
    /// The source whose events it holds.
    var source = "o365-management"
    /// Further keys of its configuration entry, so that a hundred events take several pages.
    var settings: [String] = []
    /// As a scenario names them: `cap=100`.
    var faults: [String] = []
    /// Faults after which every slice must be whole.
    var harmless: Set<QueryFault.Kind> = [.throttled, .cutStream, .empty, .ties, .lateIndex]

    var testDescription: String { type }

    /// Every product; one line each.
    static let all: [StoreRow] = [
        StoreRow(type: "elasticsearch", settings: ["page_size: 20"], faults: elasticFaults),
        StoreRow(type: "opensearch", source: "graph-sign-ins", settings: ["page_size: 20"], faults: elasticFaults),
        StoreRow(
            type: "splunk",
            faults: [
                "cap=100", "partial", "cut-stream", "throttled", "ties", "late-index", "older", "timeout",
                "wide-timeout=3", "denied", "short", "empty",
            ]),
        StoreRow(
            type: "azure-monitor", source: "graph-sign-ins", settings: ["page_size: 40"],
            faults: [
                "cap=60", "partial", "cut-stream", "throttled", "ties", "late-index", "timeout", "wide-timeout",
                "denied", "short", "empty",
            ]),
        StoreRow(
            type: "loki", settings: ["page_size: 20"],
            faults: commonFaults + ["cap=12", "partial", "loop"], harmless: commonHarmless.union([.cap])),
        StoreRow(type: "victorialogs", faults: commonFaults, harmless: commonHarmless),
        StoreRow(
            type: "qradar", source: "okta-system-log", settings: ["page_size: 20"],
            faults: commonFaults + ["expired-context", "partial", "loop"], harmless: commonHarmless.union([.expired])),
        StoreRow(
            type: "sumo", settings: ["page_size: 20"],
            faults: commonFaults + ["cap=30", "expired-context", "partial", "loop"],
            harmless: commonHarmless.union([.cap, .expired])),
        StoreRow(
            type: "secops", source: "graph-sign-ins",
            faults: commonFaults.filter { $0 != "short" } + ["cap=30"], harmless: commonHarmless.union([.cap])),
    ]

    private static let commonFaults = [
        "throttled", "cut-stream", "empty", "ties=14400", "late-index=144000", "timeout", "wide-timeout", "denied",
        "short",
    ]
    private static let commonHarmless: Set<QueryFault.Kind> = [
        .throttled, .cutStream, .empty, .ties, .lateIndex, .timeout, .wideTimeout,
    ]

    private static let elasticFaults = [
        "cap=7", "partial", "cut-stream", "throttled", "expired-context", "expired-context=9", "ties=7200",
        "late-index=144000", "older", "older=2", "timeout", "wide-timeout", "denied", "short", "loop", "empty",
    ]
}

/// A product and one of its faults.
struct StoreFaultRow: Sendable, CustomTestStringConvertible {
    let store: StoreRow
    let fault: String

    var testDescription: String { "\(store.type) \(fault)" }

    static let all: [StoreFaultRow] = StoreRow.all.flatMap { store in
        store.faults.map { StoreFaultRow(store: store, fault: $0) }
    }
}
