import AuditModel
import Recordings
import Transport

extension SliceAnswer.Verdict {
    /// What a failure means for the slice that it ended, `records` of which are there.
    init(_ failure: TransportFailure, records: Int) {
        let detail = failure.detail
        func partial(_ reason: String) -> RecordedSlice.End { RecordedSlice.End(.partial, reason, detail: detail) }
        switch failure.kind {
        case .timeout, .restart: self = .tooLarge(partial("timeout"))
        case .shrink: self = .tooLarge(partial("result-cap"))
        case .tooLarge: self = .tooLarge(partial("cut-answer"))
        case .throttled: self = .failed(partial("throttled"))
        case .unreachable: self = .failed(partial("timeout"))
        case .cutAnswer: self = .failed(partial("cut-answer"))
        case .foreignHost: self = .end(partial("foreign-link"))
        case .gone: self = .end(partial("retention"))
        case .retention where records > 0: self = .end(partial("retention"))
        case .retention: self = .beyondRetention(RecordedSlice.End(.expired, "retention", detail: detail))
        case .notSubscribed:
            self = .refused(RecordedSlice.End(.notSubscribed, "not-subscribed", detail: detail))
        case .unauthorized, .forbidden, .clock, .rejected:
            self = .refused(RecordedSlice.End(records > 0 ? .partial : .refused, "denied", detail: detail))
        case .cancelled: self = .end(.cancelled(records: records))
        }
    }
}

extension RecordedSlice.End {
    /// The end of a slice that was interrupted.
    static func cancelled(records: Int) -> RecordedSlice.End {
        RecordedSlice.End(records > 0 ? .partial : .unasked, "cancelled")
    }

    /// The end of a slice whose continuations were refused time and again.
    static func denied(midway failure: TransportFailure) -> RecordedSlice.End {
        RecordedSlice.End(.partial, "denied", detail: failure.detail)
    }
}

extension TransportFailure {
    /// What the service said, in one line.
    var detail: String {
        [kind.rawValue, status.map { "HTTP \($0)" }, code, words].compactMap { $0 }.joined(separator: ", ")
    }
}
