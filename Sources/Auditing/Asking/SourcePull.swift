package import AuditModel
package import Pulling
package import Settings

/// Pulls one source into a folder of the person's choice.
package struct SourcePull: Sendable {
    private let context: RunContext

    /// - Parameter context: all that the pull takes from outside.
    package init(context: RunContext) { self.context = context }

    /// What to pull, and where to.
    package struct Order: Sendable {
        package let source: NamedSource
        package let network: NetworkSettings
        /// Half-open, in event time.
        package let window: TimeWindow
        package let folder: String
        package let isResuming: Bool

        /// Describes a pull.
        package init(
            source: NamedSource, network: NetworkSettings, window: TimeWindow, folder: String, isResuming: Bool
        ) {
            self.source = source
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
        let board = PullBoard(names: [order.source.name], sink: progress)
        board.begin()
        return try await AskedSources.with(
            [order.source], network: order.network, context: context, observe: { board.take($0) }
        ) { sources in
            guard let asked = sources.first else { throw CancellationError() }
            var pull = PullRunner.Order(name: order.source.name, window: order.window, folder: order.folder)
            pull.settings = asked.settings
            pull.isResuming = order.isResuming
            let runner = PullRunner(
                source: asked.source, asking: asked.client, now: context.now, cancelFlag: context.cancelFlag,
                observe: { board.take($0, of: asked.name) })
            return try await runner.run(pull)
        }
    }
}
