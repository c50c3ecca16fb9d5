package import AuditModel
import EventLedger
import FileAccess
import Pulling
package import Transport

/// Collects a source round by round into an archive, each event once, and sends new events on.
///
/// One instance for each source and state folder. Rounds never overlap. A round that fails is told and the next one goes on
/// from what is on the disk.
package struct Collector {
    private static let longestWait = 1.0
    private static let hour: Int64 = 3_600_000_000_000

    private let setting: CollectorSetting
    private let doors: CollectorDoors
    private let context: TransportContext

    /// - Parameter context: clocks, waiting, the cancel flag, chance.
    package init(_ setting: CollectorSetting, doors: CollectorDoors, context: TransportContext) {
        self.setting = setting
        self.doors = doors
        self.context = context
    }

    /// What the person was told, and when.
    private struct Told {
        /// By code, nanoseconds since the Unix epoch.
        var last: [String: Int64] = [:]
        /// Problems of this round that were looked at.
        var count = 0

        /// Codes that did not come up in a round are news when they do again.
        mutating func end(_ report: RoundReport) {
            let codes = Set(report.problems.map(\.code))
            last = last.filter { codes.contains($0.key) }
            count = 0
        }
    }

    /// Runs rounds until the cancel flag is set, or one where that is all.
    ///
    /// - Returns: whether the last round was whole.
    /// - Throws: when another instance collects the source, when the first round cannot begin for lack of settings or
    ///   credentials, or what `report` throws.
    package func run() async throws -> Bool {
        let lock = try lock()
        defer { withExtendedLifetime(lock) {} }
        var memory = CollectorRound.Memory()
        var told = Told()
        var isFirst = true
        while true {
            let started = context.now()
            var report = RoundReport(started: started)
            do {
                try await round(&memory, &report, &told)
            } catch let error as any Explained where isFirst && error.exitCode == 64 {
                throw error
            } catch {
                fail(error, &memory, &report)
            }
            isFirst = false
            report.took = context.now() - started
            if !setting.isOnce, report.took > setting.every {
                report.problems.append(CollectorProblems.late(report.took, every: setting.every, setting.name))
            }
            tell(report, &told)
            told.end(report)
            try doors.report(report)
            if setting.isOnce || context.cancelFlag.isSet { return report.isWhole }
            try await wait(until: started + setting.every)
            if context.cancelFlag.isSet { return report.isWhole }
        }
    }

    private func lock() throws -> FolderLock {
        try FileSystem.makeFolders(setting.lock)
        do throws(FolderLock.Refusal) {
            return try FolderLock(folder: setting.lock)
        } catch {
            switch error {
            case .held(let holder): throw CollectorFault.running(setting.name, holder: holder)
            case .failed(let failure): throw failure
            }
        }
    }

    // MARK: A round

    private func round(
        _ memory: inout CollectorRound.Memory, _ report: inout RoundReport, _ told: inout Told
    ) async throws {
        let ledger = try doors.openLedger(setting.state)
        let service = try await doors.openSource()
        // What was in the archive before the first round to a target is not sent.
        if let target = doors.target, try ledger.forwarding(of: setting.name, to: target.name) == nil {
            let end = try Archive.end(of: setting.archive)
            try ledger.put(ForwardState(position: end), of: setting.name, to: target.name)
        }
        let round = CollectorRound(setting: setting, ledger: ledger, context: context, observe: doors.observe)
        do {
            try await round.run(service, &memory, &report)
        } catch {
            fail(error, &memory, &report)
        }
        await service.close()
        tell(report, &told)
        if let target = doors.target { try await forward(target, service, ledger, &report) }
    }

    /// Notes that a round broke off; the next one reads again what is on the disk.
    private func fail(_ error: any Error, _ memory: inout CollectorRound.Memory, _ report: inout RoundReport) {
        memory = CollectorRound.Memory()
        report.isBroken = true
        if !(error is CancellationError) { report.problems.append(Self.problem(error, setting.name)) }
    }

    private func forward(
        _ target: (name: String, open: CollectorDoors.OpenTarget), _ service: CollectedService, _ ledger: Ledger,
        _ report: inout RoundReport
    ) async throws {
        guard let state = try ledger.collector(setting.name) else { return }
        let opened: ForwardTarget
        do {
            opened = try await target.open()
        } catch let error as any Explained where error.exitCode != 64 {
            let start = try ledger.forwarding(of: setting.name, to: target.name)?.position ?? state.known
            var tally = RoundReport.Forwarded()
            tally.waitingBytes = try ArchiveReader(setting.archive, from: start, to: state.known).bytesLeft
            report.forwarded = tally
            report.problems.append(
                CollectorProblems.down(error.problem, waiting: tally.waitingBytes, target.name))
            return
        }
        let forwarder = Forwarder(
            source: setting.name, target: target.name, delivery: opened.delivery, ledger: ledger,
            keys: RecordKeys(service.source.traits.paths, key: state.key), context: context)
        do {
            let (tally, problems) = try await forwarder.run(setting.archive, to: state.known)
            report.forwarded = tally
            report.problems += problems
            await opened.close()
        } catch {
            await opened.close()
            throw error
        }
    }

    /// Tells what is new in a round, and has it sent on; what lasts is told once an hour.
    private func tell(_ report: RoundReport, _ told: inout Told) {
        let now = context.now()
        for problem in report.problems.dropFirst(told.count) {
            let isChange = ["W-LOOKBACK", "W-FORWARD-REPEATS", "W-FORWARD-REFUSED"].contains(problem.code)
            if !isChange, let last = told.last[problem.code], now - last < Self.hour { continue }
            told.last[problem.code] = now
            doors.tell(problem)
            guard let target = doors.target else { continue }
            do throws(LedgerFailure) {
                try doors.openLedger(setting.state).addWarning(
                    WarningEvent.record(problem, source: setting.name, at: now), of: setting.name)
            } catch {
                doors.tell(CollectorProblems.unkept(problem, error.problem, target.name))
            }
        }
        told.count = report.problems.count
    }

    /// Waits in steps, so that a stop is noticed.
    private func wait(until instant: Int64) async throws {
        while !context.cancelFlag.isSet {
            let left = Double(instant - context.now()) / 1e9
            guard left > 0 else { return }
            try await context.wait(min(left, Self.longestWait))
        }
    }

    private static func problem(_ error: any Error, _ name: String) -> Problem {
        if let explained = error as? any Explained { return explained.problem }
        return Problem(
            .error, "E-INTERNAL", "a round of \(name) ended in a way that must not happen", said: "\(error)",
            effect: "the next round goes on from what is on the disk", fix: "report it with this message")
    }
}

/// Why a collector does not begin.
package enum CollectorFault: Explained {
    /// Another instance collects the source; what it says of itself.
    case running(String, holder: String)

    package var problem: Problem {
        switch self {
        case .running(let name, let holder):
            Problem(
                .error, "E-COLLECTING", "\(name) is being collected already", said: "by \(holder)",
                effect: "nothing was asked (exit 2)", fix: "stop the other one, or use another folder with --state")
        }
    }

    package var exitCode: Int { 2 }
}
