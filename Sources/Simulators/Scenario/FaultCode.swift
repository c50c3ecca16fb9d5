/// The faults a simulated service or its tenant can show, by the numbers of the fault catalogue.
package enum FaultCode: String, Sendable, CaseIterable {
    case lateEvent = "F1"
    case lateListing = "F2"
    case disorder = "F3"
    case repeatedRecord = "F4"
    case changedRecord = "F5"
    case republished = "F6"
    case emptyPage = "F7"
    case repeatedToken = "F8"
    case unstableCount = "F9"
    case pageDrift = "F10"
    case cutBody = "F11"
    case throttled = "F12"
    case serverError = "F13"
    case tokenExpired = "F14"
    case lostToken = "F15"
    case ignoredFilter = "F16"
    case boundaryRows = "F17"
    case oddTimes = "F18"
    case negativeIDs = "F19"
    case nestedEvents = "F20"
    case missingIDs = "F21"
    case clockOff = "F22"
    case retentionEdge = "F23"
    case notSubscribed = "F24"
    case contentGone = "F25"
    case partialAnswer = "F26"
    case schemaDrift = "F27"
    case oddHeaders = "F28"
    case foreignLink = "F29"
    case loginError = "F30"

    /// Whether the fault changes which records the tenant holds, or how they look; the rest are faults of serving.
    package var changesTenant: Bool {
        switch self {
        case .lateEvent, .repeatedRecord, .changedRecord, .republished, .boundaryRows, .oddTimes, .negativeIDs,
            .nestedEvents, .missingIDs, .schemaDrift:
            true
        case .lateListing, .disorder, .emptyPage, .repeatedToken, .unstableCount, .pageDrift, .cutBody, .throttled,
            .serverError, .tokenExpired, .lostToken, .ignoredFilter, .clockOff, .retentionEdge, .notSubscribed,
            .contentGone, .partialAnswer, .oddHeaders, .foreignLink, .loginError:
            false
        }
    }
}
