package import AuditModel
package import Pulling
package import Settings

/// Asks one source or SIEM for a window, into a folder of the person's choice.
package struct ServicePull: Sendable {
    private let context: RunContext

    /// - Parameter context: all that the pull takes from outside.
    package init(context: RunContext) { self.context = context }

    /// What is asked.
    package enum Service: Sendable {
        case source(NamedSource)
        /// With `asksWhole` for whole events, else for ids, times and lengths.
        case siem(NamedSIEM, asksWhole: Bool)

        /// Its name in the configuration.
        package var name: String {
            switch self {
            case .source(let source): source.name
            case .siem(let siem, _): siem.name
            }
        }
    }

    /// What to pull, and where to.
    package struct Order: Sendable {
        package let service: Service
        package let network: NetworkSettings
        /// Half-open, in event time.
        package let window: TimeWindow
        package let folder: String
        package let isResuming: Bool

        /// Describes a pull.
        package init(
            _ service: Service, network: NetworkSettings, window: TimeWindow, folder: String, isResuming: Bool
        ) {
            self.service = service
            self.network = network
            self.window = window
            self.folder = folder
            self.isResuming = isResuming
        }
    }

    /// Pulls, and finishes the recording whatever came of it.
    ///
    /// - Throws: when settings or credentials cannot be used, or the recording cannot be written.
    package func run(_ order: Order, progress: @escaping ProgressSink) async throws -> PullOutcome {
        let board = PullBoard(sink: progress)
        switch order.service {
        case .source(let source):
            board.begin([source.name], .pulling)
            return try await AskedServices.with(
                [source], network: order.network, context: context, observe: { board.take($0) }
            ) { try await pull($0.sources, order, board) }
        case .siem(let siem, let asksWhole):
            board.begin([siem.name], .querying)
            return try await AskedServices.with(
                [], siems: [siem], asksWhole: asksWhole, network: order.network, context: context,
                observe: { board.take($0) }
            ) { try await pull($0.stores.map(\.asked), order, board) }
        }
    }

    private func pull(_ services: [AskedSource], _ order: Order, _ board: PullBoard) async throws -> PullOutcome {
        guard let asked = services.first else { throw CancellationError() }
        var pull = PullRunner.Order(name: asked.name, window: order.window, folder: order.folder)
        pull.settings = asked.settings
        pull.isResuming = order.isResuming
        return try await asked.puller(context, board).run(pull)
    }
}

extension AskedSource {
    /// What pulls it, telling a board how far it has come.
    func puller(_ context: RunContext, _ board: PullBoard) -> PullRunner {
        PullRunner(
            source: source, asking: client, now: context.now, cancelFlag: context.cancelFlag,
            observe: { board.take($0, of: name) })
    }
}
