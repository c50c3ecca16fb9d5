import AuditModel
import Drift

/// The delay of an audit's authority, for its report.
struct AuditDelay {
    let sides: [PreparedSide]
    let settings: RunSettings
    let found: PassResult
    let cancel: CancelFlag

    /// Nil where nothing says when events became available, or none has a known delay.
    func report() throws -> DelayReport? {
        var pass = DelayPass(prepared: sides[0], settings: settings, window: found.window, cancel: cancel)
        if found.judgements[1].unknown.isEmpty { pass.siem = sides[1] }
        guard let measurement = try pass.measurement(), !measurement.delays.isEmpty else { return nil }
        var question = DelayQuestion()
        question.clockSeconds = abs(measurement.clockOffset ?? 0).rounded(.up)
        return DelayAnalysis(measurement, question).report
    }
}
