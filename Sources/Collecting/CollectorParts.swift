package import AuditModel
package import EventLedger
package import Pulling
package import SIEMStores
package import Transport

/// What is collected, and how.
package struct CollectorSetting: Sendable {
    /// How far back each round asks.
    package enum Lookback: Hashable, Sendable {
        /// Nanoseconds.
        case fixed(Int64)
        /// As the measured delay asks for, between 5 minutes and 7 days.
        case auto
    }

    /// The source's name in the configuration.
    package let name: String
    /// The state folder, which holds archive, ledger and locks.
    package let state: String
    /// Between the beginnings of two rounds, nanoseconds.
    package let every: Int64
    package let lookback: Lookback
    /// Whether one round is all.
    package let isOnce: Bool

    /// Describes a collector.
    package init(name: String, state: String, every: Int64, lookback: Lookback, isOnce: Bool) {
        self.name = name
        self.state = state
        self.every = every
        self.lookback = lookback
        self.isOnce = isOnce
    }

    /// The archive's folder.
    var archive: String { state + "/archive/" + name }
    /// What a round pulled, until it is in the archive.
    var pulled: String { state + "/collecting/" + name }
    /// The folder whose lock is the right to collect this source.
    var lock: String { state + "/locks/collect-" + name }
}

/// A source that is ready to be asked in one round.
package struct CollectedService: Sendable {
    let source: any EventSource
    let asking: any ServiceAsking
    let settings: JSONValue
    let close: @Sendable () async -> Void

    /// Gathers it.
    ///
    /// - Parameters:
    ///   - settings: what tells this source from others of its type; no secrets.
    ///   - close: ends its connections; called once.
    package init(
        source: any EventSource, asking: any ServiceAsking, settings: JSONValue,
        close: @escaping @Sendable () async -> Void
    ) {
        self.source = source
        self.asking = asking
        self.settings = settings
        self.close = close
    }
}

/// A SIEM that new events are sent to.
package struct ForwardTarget: Sendable {
    let delivery: any EventDelivery
    let close: @Sendable () async -> Void

    /// Gathers it.
    ///
    /// - Parameter close: ends its connections; called once.
    package init(delivery: any EventDelivery, close: @escaping @Sendable () async -> Void) {
        self.delivery = delivery
        self.close = close
    }
}

/// What a collector takes from outside, beside clocks.
package struct CollectorDoors {
    /// Makes the source's client; credentials are fetched anew.
    package typealias OpenSource = @Sendable () async throws -> CollectedService
    /// Makes the way to send to the target, for one pass; throws while another command sends there.
    package typealias OpenTarget = @Sendable () async throws -> ForwardTarget
    /// Opens the ledger of a state folder.
    package typealias OpenLedger = @Sendable (String) throws(LedgerFailure) -> Ledger

    let openSource: OpenSource
    /// The target's name in the configuration, and how it is reached; nil where nothing is forwarded.
    let target: (name: String, open: OpenTarget)?
    /// Told what the person should know, once as long as it lasts.
    let tell: (Problem) -> Void
    /// Told what each round came to.
    let report: (RoundReport) throws -> Void
    /// Told how far a round has come.
    let observe: PullObserver
    let openLedger: OpenLedger

    /// Gathers them.
    package init(
        openSource: @escaping OpenSource, target: (name: String, open: OpenTarget)?,
        tell: @escaping (Problem) -> Void, report: @escaping (RoundReport) throws -> Void,
        observe: @escaping PullObserver = { _ in },
        openLedger: @escaping OpenLedger = { state throws(LedgerFailure) in try Ledger(state: state) }
    ) {
        self.openSource = openSource
        self.target = target
        self.tell = tell
        self.report = report
        self.observe = observe
        self.openLedger = openLedger
    }
}
