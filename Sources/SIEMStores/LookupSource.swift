package import AuditModel
package import Pulling
import Recordings
package import Transport

/// A SIEM of which every question asks for the same ids, so that they are asked for as slices are.
package struct LookupSource: EventSource {
    private let store: any SIEMStore
    private let ids: [[String]]
    private let window: TimeWindow?

    package let traits: SourceTraits

    /// Asks for these ids.
    ///
    /// - Parameters:
    ///   - ids: at most as many as the SIEM takes in one question.
    ///   - window: the window of the audit; the SIEM says how far around it is looked.
    package init(_ store: any SIEMStore, ids: [[String]], around window: TimeWindow) {
        self.store = store
        self.ids = ids
        self.window = store.lookup.reach.map { window.widened(by: $0) }
        var traits = store.traits
        traits.axis = .ids
        traits.countsExactly = false
        traits.isRepeatable = true
        self.traits = traits
    }

    /// Nothing stands between a SIEM that was asked before and its ids.
    package func readiness(_ asking: any ServiceAsking) async -> [ScopeReadiness] { [] }

    package func pages(
        of question: SliceQuestion, from cursor: String?, _ asking: any ServiceAsking
    ) -> any SourcePages {
        store.pages(ofIDs: ids, in: window, asking)
    }
}
