/// Why events are missing, with the share it explains.
package struct Cause: Hashable, Sendable {
    package let code: String
    package let explains: Int
    package let confidence: String
    package let evidence: [String]
    package let advice: String

    /// Makes a cause.
    package init(code: String, explains: Int, confidence: String, evidence: [String], advice: String) {
        self.code = code
        self.explains = explains
        self.confidence = confidence
        self.evidence = evidence
        self.advice = advice
    }
}
