import AuditModel
import Pulling
import Transport

/// A SIEM that is asked for ids as it is asked for a stretch: by a condition on its events' text.
protocol TextStore: SIEMStore {
    /// Asks for the events of a stretch.
    ///
    /// - Parameters:
    ///   - window: of the SIEM's time; nil for all it has.
    ///   - wanted: only events that have one of these ids; nil for all.
    func pages(
        of window: TimeWindow?, wanted: WantedIDs?, pageSize: Int, _ asking: any ServiceAsking
    ) -> any SourcePages
}

extension TextStore {
    /// Nothing is known before the first question.
    func readiness(_ asking: any ServiceAsking) async -> [ScopeReadiness] { [ScopeReadiness(scope: nil)] }

    func pages(
        of question: SliceQuestion, from cursor: String?, _ asking: any ServiceAsking
    ) -> any SourcePages {
        pages(of: question.window, wanted: nil, pageSize: question.pageSize, asking)
    }

    func pages(
        ofIDs ids: [[String]], in window: TimeWindow?, _ asking: any ServiceAsking
    ) -> any SourcePages {
        pages(of: window, wanted: WantedIDs(ids), pageSize: traits.pageSizes.first ?? 0, asking)
    }
}
