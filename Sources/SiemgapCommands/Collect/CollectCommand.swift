import ArgumentParser
import AuditModel
import Auditing
import Backfill
import Collecting
import FileAccess
import SIEMStores
import Settings
import Transport

/// `siemgap collect`: keep everything a source records, round by round.
struct CollectCommand: SiemgapSubcommand {
    static let formats: [CommonOptions.Format] = [.human, .plain, .ndjson]

    static let configuration = CommandConfiguration(
        commandName: "collect",
        abstract: "Keep all events of a configured source in an archive, each once, and send new ones on.",
        discussion: """
            EXAMPLES
              siemgap collect m365
              siemgap collect m365 --every 10m --lookback 6h --forward splunk
              siemgap collect m365 --once
              siemgap audit --source archive/m365 --siem elastic --last 30d

            Each round asks for an overlapping window and keeps what it has not seen. The archive lies in the state folder,
            a recording a day. With --forward, what comes from the first such round on is sent; what the archive held
            before is not. SIGINT and SIGTERM stop it after the request at hand.
            """)

    @Argument(help: ArgumentHelp("A source of the configuration.", valueName: "source"))
    var source: String

    @Option(help: "Time between the beginnings of two rounds.")
    var every = "5m"

    @Option(help: "How far back each round asks: 30m, or auto, which sizes it from the measured delay.")
    var lookback = "auto"

    @Flag(help: "Do one round and end.")
    var once = false

    @Option(
        help: ArgumentHelp("A SIEM of the configuration that new events and warnings are sent to.", valueName: "siem"))
    var forward: String?

    @OptionGroup(title: "Output") var common: CommonOptions

    /// 0 after a clean stop, or with `--once` when the round was whole, else 2.
    func run(in session: CommandSession, _ context: CommandContext) async throws -> Int32 {
        let surroundings = try ConfiguredSurroundings(common, in: context)
        let named = try surroundings.source(named: source)
        let target = try forward.map { name in
            let siem = try surroundings.target(named: name)
            guard siem.deliver != nil else {
                throw UsageFault(
                    "nothing says how events are sent to \(name)", fix: "add deliver: {type: …} to siems.\(name)")
            }
            return siem
        }
        let setting = try setting(state: surroundings.state.path)
        try FileSystem.makeFolders(surroundings.state.path)
        let doors = doors(
            named, target, surroundings.configuration.network, state: setting.state, session, context)
        let collector = Collector(setting, doors: doors, context: context.run.transport(observe: { _ in }))
        let isWhole = try await collector.run()
        return once && !isWhole ? 2 : 0
    }

    private func setting(state: String) throws(UsageFault) -> CollectorSetting {
        let every = try OptionValues.duration(every, flag: "--every").nanoseconds
        guard every > 0 else { throw UsageFault("--every \(self.every) is no time", fix: "write --every 5m") }
        var length = CollectorSetting.Lookback.auto
        if lookback != "auto" {
            let fixed = try OptionValues.duration(lookback, flag: "--lookback").nanoseconds
            guard fixed > 0 else {
                throw UsageFault("--lookback \(lookback) is no time", fix: "write --lookback 30m, or auto")
            }
            length = .fixed(fixed)
        }
        return CollectorSetting(name: source, state: state, every: every, lookback: length, isOnce: once)
    }

    private func doors(
        _ named: NamedSource, _ target: NamedSIEM?, _ network: NetworkSettings, state: String,
        _ session: CommandSession, _ context: CommandContext
    ) -> CollectorDoors {
        let surroundings = context.run.transport(observe: { _ in })
        let make = context.target
        let run = context.run
        let text = RoundText(name: source, format: session.format)
        return CollectorDoors(
            openSource: {
                let settings = TransportSettings(network)
                let transport = try NetworkTransport(settings, context: surroundings)
                do {
                    let asked = try AskedSource(named, transport: transport, settings: settings, context: surroundings)
                    return CollectedService(
                        source: asked.source, asking: asked.client, settings: asked.settings,
                        close: { await transport.shutdown() })
                } catch {
                    await transport.shutdown()
                    throw error
                }
            },
            target: target.map { siem in
                (
                    siem.name,
                    {
                        // Held for a pass, so that a backfill gets its turn between two rounds.
                        let lock = try TargetLock(siem.name, state: state)
                        let opened = try await make(siem, .none, false, network, run)
                        return ForwardTarget(
                            delivery: opened.delivery,
                            close: {
                                await opened.close()
                                withExtendedLifetime(lock) {}
                            })
                    }
                )
            }, tell: { session.tell($0) }, report: { try run.standardOutput.write(text.line($0)) })
    }
}
