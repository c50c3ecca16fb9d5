/// How far a run has come, as the part that works sees it.
///
/// May be sent from any thread, as often as is convenient.
package struct ProgressReport: Hashable, Sendable {
    /// What a run is doing.
    package enum Stage: String, Sendable, CaseIterable {
        case pulling
        case querying
        case lookingUp = "looking-up"
        case readingAuthority = "reading-authority"
        case readingSIEM = "reading-siem"
        case readingBoth = "reading-both"
        case comparing
        case writing
        case sending
    }

    package let stage: Stage
    /// Bytes of input read in this stage, as they lie on disk (compressed ones as such).
    package let bytesDone: Int
    /// Bytes of input this stage will read; nil when not known, as for standard input.
    package let bytesKnown: Int?
    /// Records found in this stage.
    package let records: Int
    /// While services are asked: how far that has come, instead of bytes.
    package private(set) var pull: PullStand?

    /// Reports that services are asked.
    ///
    /// - Parameters:
    ///   - stage: ``Stage/pulling`` for sources; for SIEMs ``Stage/querying``, and ``Stage/lookingUp`` for ids.
    ///   - records: events that came so far.
    package init(asking pull: PullStand, stage: Stage, records: Int) {
        self.init(stage: stage, bytesDone: 0, bytesKnown: nil, records: records)
        self.pull = pull
    }

    /// Makes a report on files.
    package init(stage: Stage, bytesDone: Int, bytesKnown: Int?, records: Int) {
        self.stage = stage
        self.bytesDone = bytesDone
        self.bytesKnown = bytesKnown
        self.records = records
    }
}

/// Takes progress reports; cheap, and safe to call from any thread.
package typealias ProgressSink = @Sendable (ProgressReport) -> Void
