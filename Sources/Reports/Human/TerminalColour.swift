import AuditModel

/// The few marks of a terminal that are used: bold, and one of three colours for a verdict.
///
/// The word is always there too.
enum TerminalColour {
    /// The verdict's word: blue complete, red gaps, yellow inconclusive.
    static func verdict(_ word: String, _ verdict: Verdict, isColoured: Bool) -> String {
        guard isColoured else { return word }
        let code =
            switch verdict {
            case .complete: 34
            case .gaps: 31
            case .inconclusive: 33
            }
        return "\u{1B}[1;\(code)m\(word)\u{1B}[0m"
    }
}
