import AuditModel
import EventLedger
import FileAccess
import SIEMStores
import Transport

/// Sends an archive's events to a target, in the order they came.
///
/// The archive is what waits while the target is down: it costs no room of its own, and survives the process. Where the
/// sending has come to is written after the target's answer, and before that how much is about to be sent, so that a run
/// that is killed in between knows what may be there twice. Memory: a span of events.
struct Forwarder {
    /// Events that are sent between two notes of the place.
    private struct Span {
        var events: [DeliveryEvent] = []
        /// Byte offsets of the events in their day.
        var offsets: [Int] = []
        let end: ArchivePosition
    }

    /// What became of an event of a span.
    private enum Fate {
        case open, there, refused
    }

    let source: String
    let target: String
    let delivery: any EventDelivery
    let ledger: Ledger
    let keys: RecordKeys
    let context: TransportContext

    /// Batches without an acknowledgement between two notes.
    private static let batchesUnanswered = 8
    /// How often what is in doubt is sent again before the pass ends.
    private static let mostTurns = 4

    /// Sends what lies before `end`, as far as the target takes it.
    ///
    /// - Returns: what was sent, and what the person should be told.
    func run(
        _ archive: String, to end: ArchivePosition
    ) async throws -> (tally: RoundReport.Forwarded, problems: [Problem]) {
        var state = try ledger.forwarding(of: source, to: target) ?? ForwardState(position: end)
        let before = state
        var stop: Problem?
        var words: String?
        try await takeUp(&state, archive, end)
        while stop == nil, !context.cancelFlag.isSet, let span = try span(state, archive, end) {
            stop = try await send(span, &state, &words)
        }
        var tally = RoundReport.Forwarded()
        if stop == nil { (tally.warnings, stop) = try await sendWarnings() }
        tally.sent = state.sent - before.sent
        tally.refused = state.refused - before.refused
        tally.mayRepeat = state.mayRepeat - before.mayRepeat
        tally.waitingBytes = try ArchiveReader(archive, from: state.position, to: end).bytesLeft
        var problems: [Problem] = []
        if let stop { problems.append(CollectorProblems.down(stop, waiting: tally.waitingBytes, target)) }
        if tally.refused > 0 {
            problems.append(CollectorProblems.refused(tally.refused, first: words ?? "", target))
        }
        if tally.mayRepeat > 0 { problems.append(CollectorProblems.mayRepeat(tally.mayRepeat, target)) }
        return (tally, problems)
    }

    // MARK: Places

    /// Looks what became of events that a killed run was about to send.
    private func takeUp(_ state: inout ForwardState, _ archive: String, _ end: ArchivePosition) async throws {
        guard state.sending > 0 else { return }
        if let delivery = delivery as? any RereadableDelivery, let span = try span(state, archive, end) {
            let there = try await delivery.present(span.events)
            state.done += there.map { span.offsets[$0] }.sorted()
        } else if !delivery.traits.refusesRepeats {
            state.mayRepeat += state.sending
        }
        state.sending = 0
        try ledger.put(state, of: source, to: target)
    }

    /// The next events to send, without those that are there; nil behind the last.
    private func span(_ state: ForwardState, _ archive: String, _ end: ArchivePosition) throws -> Span? {
        let limits = delivery.traits.limits
        let batches = delivery.traits.acknowledgement == .none ? Self.batchesUnanswered : 1
        var reader = ArchiveReader(archive, from: state.position, to: end)
        guard let block = try reader.next(bytes: limits.batchBytes * batches) else { return nil }
        let done = Set(state.done)
        var (events, offsets, last) = ([DeliveryEvent](), [Int](), 0)
        for line in keys.lines(block.lines) {
            if events.count >= limits.batchEvents * batches { break }
            last = line.range.upperBound
            let offset = block.offset + line.range.lowerBound
            guard !done.contains(offset) else { continue }
            var record = Array(block.lines[line.range])
            if record.last == UInt8(ascii: "\n") { record.removeLast() }
            events.append(DeliveryEvent(id: keys.idText(record), time: line.time, record: record))
            offsets.append(offset)
        }
        return Span(
            events: events, offsets: offsets, end: ArchivePosition(day: block.day, offset: block.offset + last))
    }

    // MARK: Sending

    /// Sends a span, and notes how far it came.
    ///
    /// - Returns: why nothing more can be sent.
    private func send(_ span: Span, _ state: inout ForwardState, _ words: inout String?) async throws -> Problem? {
        if !span.events.isEmpty {
            state.sending = span.events.count
            try ledger.put(state, of: source, to: target)
        }
        var fates = [Fate](repeating: .open, count: span.events.count)
        var (stop, turns): (Problem?, Int) = (nil, 0)
        while stop == nil, turns < Self.mostTurns, fates.contains(.open) {
            turns += 1
            stop = await sendOpen(span, &fates, &state, &words)
        }
        let open = fates.indices.first { fates[$0] == .open }
        state.sending = 0
        state.sent += fates.count { $0 == .there }
        state.refused += fates.count { $0 == .refused }
        if let open {
            state.position.day = span.end.day
            state.position.offset = span.offsets[open]
            state.done = fates.indices.filter { $0 > open && fates[$0] != .open }.map { span.offsets[$0] }
            stop =
                stop
                ?? Problem(.warning, "W-FORWARD-DOWN", "\(target) did not say that it has them", fix: "look at its log")
        } else {
            (state.position, state.done) = (span.end, [])
        }
        try ledger.put(state, of: source, to: target)
        return stop
    }

    /// Sends all open events of a span once.
    private func sendOpen(
        _ span: Span, _ fates: inout [Fate], _ state: inout ForwardState, _ words: inout String?
    ) async -> Problem? {
        let limits = delivery.traits.limits
        var order: [Int] = []
        var stop: Problem?
        var open = fates.indices.filter { fates[$0] == .open }[...]
        while stop == nil, !open.isEmpty {
            var (batch, bytes) = ([Int](), 0)
            while let next = open.first, batch.count < limits.batchEvents,
                batch.isEmpty || bytes + span.events[next].record.count <= limits.batchBytes
            {
                batch.append(next)
                bytes += span.events[next].record.count
                open = open.dropFirst()
            }
            let receipt = await delivery.send(batch.map { span.events[$0] })
            doubt(receipt.earlierInDoubt, &order, &fates, &state)
            for (index, fate) in zip(batch, receipt.fates) {
                switch fate {
                case .taken, .present:
                    fates[index] = .there
                    order.append(index)
                case .refused(let code, let said):
                    fates[index] = .refused
                    words = words ?? "\(code) \(said)"
                case .doubtful: if !delivery.traits.refusesRepeats { state.mayRepeat += 1 }
                case .unsent: break
                }
            }
            stop = receipt.stop?.problem
            await pace(batch.count, limits)
        }
        doubt(await delivery.drain(), &order, &fates, &state)
        return stop
    }

    /// Puts back the events sent last, which a broken connection may have lost.
    private func doubt(_ count: Int, _ order: inout [Int], _ fates: inout [Fate], _ state: inout ForwardState) {
        for index in order.suffix(count) { fates[index] = .open }
        if !delivery.traits.refusesRepeats { state.mayRepeat += min(count, order.count) }
        order.removeLast(min(count, order.count))
    }

    private func pace(_ events: Int, _ limits: DeliveryLimits) async {
        guard let rate = limits.eventsPerSecond, rate > 0 else { return }
        // Waiting ends early only when the run was told to stop.
        try? await context.wait(Double(events) / rate)
    }

    /// Sends the warnings that wait.
    private func sendWarnings() async throws -> (sent: Int, stop: Problem?) {
        let waiting = try ledger.warnings(of: source)
        guard !waiting.isEmpty else { return (0, nil) }
        let events = waiting.prefix(delivery.traits.limits.batchEvents).map { warning in
            DeliveryEvent(
                id: "siemgap-\(source)-\(warning.number)", time: context.now(), record: Array(warning.record.utf8))
        }
        let receipt = await delivery.send(events)
        let inDoubt = await delivery.drain()
        let settled = zip(waiting, receipt.fates).filter { $0.1 != .unsent && !$0.1.isDoubtful }.map(\.0.number)
        let kept = Array(settled.dropLast(inDoubt))
        try ledger.removeWarnings(kept)
        return (kept.count, receipt.stop?.problem)
    }
}
