import AuditModel

/// What a code stands for, as `siemgap explain` tells it.
package struct Explanation: Hashable, Sendable {
    package let code: String
    /// What is the case.
    package let what: String
    /// Why, and what it does to an audit.
    package let means: String
    /// What to do about it.
    package let fix: String

    /// Explains a code.
    init(_ code: String, _ what: String, means: String, fix: String) {
        self.code = code
        self.what = what
        self.means = means
        self.fix = fix
    }
}

/// Every code a report or a message can hold.
package enum CodeTable {
    /// All explanations: messages, reasons, marks, parts that are not known, time faults, causes.
    package static let all: [Explanation] =
        [
            messages, configuration, pullMessages, transport, sourceMessages, trailMessages, searches,
            workspaceMessages, backfillMessages, sendingMessages, runMessages, deliveryMessages, delayMessages,
            collectingMessages,
            unknownParts, timeFaults,
        ].flatMap(\.self)
        + ReasonCode.allCases.map(explanation) + TrustCode.allCases.map(explanation) + causes.map(\.explanation)

    /// The explanation of a code, in any letter case; nil for one that does not exist.
    package static func explanation(of code: String) -> Explanation? {
        let wanted = code.lowercased()
        return all.first { $0.code.lowercased() == wanted }
    }

    /// What a cause is called in a sentence; an unknown code stands for itself.
    static func causeWords(_ code: String) -> String { causes.first { $0.explanation.code == code }?.words ?? code }
}
