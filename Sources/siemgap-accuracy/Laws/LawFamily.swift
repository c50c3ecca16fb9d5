import Simulators

/// Laws of one author's day: for every cause one, with services, numbers and turns of its own.
///
/// Families are written from the stories of the field alone. One that has not been looked at since is what held-out
/// trials are drawn from.
protocol LawFamily: Sendable {
    /// Days that a tenant's log covers.
    static func days(_ draw: inout Draw) -> Int
    /// What the SIEM's export is written by.
    static func kind(_ draw: inout Draw) -> String
    /// The zone of a collector that writes local times.
    static func zone(_ draw: inout Draw) -> String
    /// Nothing lost, with or without a fault in what is written.
    static func plantNothing(_ scenario: inout Scenario, _ draw: inout Draw)

    static func stops(_ scenario: inout Scenario, _ draw: inout Draw)
    static func expires(_ scenario: inout Scenario, _ draw: inout Draw)
    static func leavesHoles(_ scenario: inout Scenario, _ draw: inout Draw)
    static func passesLateEvents(_ scenario: inout Scenario, _ draw: inout Draw)
    static func capsAnswers(_ scenario: inout Scenario, _ draw: inout Draw)
    static func readsFirstPages(_ scenario: inout Scenario, _ draw: inout Draw)
    static func dropsBlobs(_ scenario: inout Scenario, _ draw: inout Draw)
    static func lacksType(_ scenario: inout Scenario, _ draw: inout Draw)
    static func losesTies(_ scenario: inout Scenario, _ draw: inout Draw)

    static func losesByRate(_ scenario: inout Scenario, _ draw: inout Draw)
    static func folds(_ scenario: inout Scenario, _ draw: inout Draw)
    static func forgets(_ scenario: inout Scenario, _ draw: inout Draw)
    static func samples(_ scenario: inout Scenario, _ draw: inout Draw)
    static func losesByChance(_ scenario: inout Scenario, _ draw: inout Draw)
    static func rejectsShape(_ scenario: inout Scenario, _ draw: inout Draw)
    static func rejectsSize(_ scenario: inout Scenario, _ draw: inout Draw)
    static func breaksLines(_ scenario: inout Scenario, _ draw: inout Draw)
}

extension LawFamily {
    /// One law a cause: those of the collector, then those of the transport and the store.
    static var laws: [CauseLaw] {
        [
            CauseLaw(.collectorStopped, mixes: true) { stops(&$0, &$1) },
            CauseLaw(.tokenRhythm) { expires(&$0, &$1) },
            CauseLaw(.pollBoundary) { leavesHoles(&$0, &$1) },
            CauseLaw(.lateArrival, mixes: true) { passesLateEvents(&$0, &$1) },
            CauseLaw(.pageCap) { capsAnswers(&$0, &$1) },
            CauseLaw(.firstPageOnly) { readsFirstPages(&$0, &$1) },
            CauseLaw(.blobLost, mixes: true) { dropsBlobs(&$0, &$1) },
            CauseLaw(.typeLost, mixes: true) { lacksType(&$0, &$1) },
            CauseLaw(.boundaryTies) { losesTies(&$0, &$1) },
            CauseLaw(.rateLoss, mixes: true) { losesByRate(&$0, &$1) },
            CauseLaw(.idCollision) { folds(&$0, &$1) },
            CauseLaw(.retentionEdge, mixes: true) { forgets(&$0, &$1) },
            CauseLaw(.sampling) { samples(&$0, &$1) },
            CauseLaw(.unexplained) { losesByChance(&$0, &$1) },
            CauseLaw(.fieldShape, mixes: true) { rejectsShape(&$0, &$1) },
            CauseLaw(.sizeLimit, mixes: true) { rejectsSize(&$0, &$1) },
            CauseLaw(.framing) { breaksLines(&$0, &$1) },
        ]
    }
}
