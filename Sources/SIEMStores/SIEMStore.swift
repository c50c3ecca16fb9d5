package import AuditModel
package import Pulling
package import Transport

/// A SIEM that is asked what it holds, slice by slice, as an authority is.
///
/// Every store passes the same contract test. Unless whole events are asked for, a record of a slice is a
/// ``StoredEvent``, whose members ``StoredEvent/paths(idParts:)`` names.
package protocol SIEMStore: EventSource {
    /// What asking by id takes.
    var lookup: LookupTraits { get }

    /// Asks for the events that have one of these ids, wherever the SIEM's own time puts them.
    ///
    /// - Parameters:
    ///   - ids: at most ``LookupTraits/most``, as the authority writes them, each with all of its parts.
    ///   - window: the stretch of the SIEM's time in which to look; nil for all it has.
    func pages(
        ofIDs ids: [[String]], in window: TimeWindow?, _ asking: any ServiceAsking
    ) -> any SourcePages

    /// Checks that it answers and what the credential may see; reads only.
    ///
    /// - Returns: remarks, such as an index that the role cannot search.
    func examination(_ asking: any ServiceAsking) async throws(TransportFailure) -> StoreExamination
}

/// What asking a SIEM by id takes.
package struct LookupTraits: Hashable, Sendable {
    /// Ids in one question.
    package var most: Int
    /// How far before and after the window it is looked for, nanoseconds; nil for all the SIEM has.
    package var reach: Int64?

    /// Describes it.
    package init(most: Int, reach: Int64? = nil) {
        self.most = most
        self.reach = reach
    }
}

/// What a SIEM said of itself.
package struct StoreExamination: Sendable {
    /// The product and its version, as it says; nil when it does not.
    package var product: String?
    /// Who the credential stands for; nil when it does not say.
    package var user: String?
    /// Restrictions that can shrink an answer, and other remarks.
    package var problems: [Problem] = []

    /// Nothing said.
    package init() {}
}
