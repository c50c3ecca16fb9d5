import AuditModel
import FileAccess
import Transport

/// Sends events to an HTTP service: packs requests, splits what is too large, and sorts what became of it.
///
/// Sends again, after a pause, what was certainly not taken: a connection that could not be made, an answer that asks to
/// slow down, single events that the target had no room for. What may have been taken is `doubtful`, unless the target
/// refuses repeats; then it is sent again likewise.
struct HTTPDelivery: EventDelivery {
    let target: any HTTPTarget
    let asking: any ServiceAsking
    /// Whether bodies are packed.
    let packs: Bool
    let marks: DeliveryMarks
    let pausing: DeliveryPausing
    /// Takes the target's credentials out of its words.
    let redaction: Redaction

    var traits: DeliveryTraits { target.traits }

    /// Compressed at little cost; records shrink to a fifth even so.
    private static let packingLevel = 3
    /// How often a host that is not there is tried.
    private static let mostConnections = 5
    /// Refusals of single events, none of which was taken, after which the way itself must be wrong.
    private static let mostLoneRefusals = 16

    func examination() async throws(TransportFailure) -> DeliveryExamination { try await target.examination(asking) }

    func close() async {}

    func send(_ batch: [DeliveryEvent]) async -> DeliveryReceipt {
        guard !batch.isEmpty else { return DeliveryReceipt([]) }
        var course = DeliveryCourse(count: batch.count)
        do throws(TransportFailure) {
            let present = try await target.present(batch, asking)
            course.settle(Array(present), present.map { _ in .present })
        } catch {
            return course.receipt(stop: error)
        }
        course.begin()
        while let part = course.next() {
            switch await reading(part.map { batch[$0] }) {
            case .fates(let fates, let isBusy):
                course.settle(part, fates)
                if let failure = await sendAgain(part, fates, isBusy: isBusy, of: batch, &course) {
                    return course.receipt(stop: failure)
                }
            case .tooLarge where part.count > 1, .refused where part.count > 1: course.split(part)
            case .tooLarge: course.refuse(part, code: "413", words: "the target takes no event of this size")
            case .refused(let code, let words):
                course.refuse(part, code: code, words: redaction.clean(words))
                if course.loneRefusals >= Self.mostLoneRefusals {
                    return course.receipt(stop: refusedAll(code: code, words: redaction.clean(words)))
                }
            case .stop(let failure, let fates):
                course.settle(part, fates)
                return course.receipt(stop: failure)
            }
        }
        return course.receipt()
    }

    /// Puts back what of a part can be sent again: what was not taken, and, where the target refuses repeats, what may
    /// have been.
    ///
    /// - Returns: why nothing more can be sent.
    private func sendAgain(
        _ part: [Int], _ fates: [DeliveryFate], isBusy: Bool, of batch: [DeliveryEvent], _ course: inout DeliveryCourse
    ) async -> TransportFailure? {
        let refusesRepeats = traits.refusesRepeats
        let isDoubtful = refusesRepeats && fates.contains(where: \.isDoubtful)
        var again = zip(part, fates).filter { $0.1 == .unsent || refusesRepeats && $0.1.isDoubtful }.map(\.0)
        guard !again.isEmpty else { return nil }
        if isBusy || isDoubtful {
            guard course.mayRetry, await pausing.pause(after: course.retries + 1) else { return nil }
            course.countRetry()
        }
        if isDoubtful {
            do throws(TransportFailure) {
                let present = try await target.present(again.map { batch[$0] }, asking)
                course.settle(present.map { again[$0] }, present.map { _ in .present })
                again = again.enumerated().filter { !present.contains($0.offset) }.map(\.element)
            } catch {
                return error
            }
        }
        if !again.isEmpty { course.add(again) }
        return nil
    }

    // MARK: One request

    /// Sends a request until it has an answer that says something of its events.
    @concurrent
    private func reading(_ events: [DeliveryEvent]) async -> TargetReading {
        var call = target.call(events, marks: pausing.marks(marks))
        if let most = target.mostBodyBytes, call.body?.count ?? 0 > most { return .tooLarge }
        if packs, let body = call.body {
            call.body = GzipDeflater.member(body, level: Self.packingLevel)
            call.headers.append(.init("Content-Encoding", "gzip"))
        }
        var attempts = 0
        while true {
            attempts += 1
            do throws(TransportFailure) {
                let reply = try await asking.ask(call) { _ in true }
                return await target.reading(reply, of: events, asking)
            } catch {
                if let own = target.reading(error, of: events) { return own }
                let isUnreached = error.kind == .unreachable && !error.mayHaveArrived && error.status == nil
                if isUnreached, attempts < Self.mostConnections, pausing.isWorthTrying(error),
                    await pausing.pause(after: attempts)
                {
                    continue
                }
                return reading(error, count: events.count)
            }
        }
    }

    /// What a failure says of a request's events at any service.
    private func reading(_ failure: TransportFailure, count: Int) -> TargetReading {
        func all(_ fate: DeliveryFate) -> [DeliveryFate] { Array(repeating: fate, count: count) }
        switch failure.status {
        case 413: return .tooLarge
        case 400, 422:
            return .refused(code: failure.code ?? String(failure.status ?? 400), words: failure.words ?? "")
        default: break
        }
        guard failure.mayHaveArrived else { return .stop(failure, all(.unsent)) }
        let fates = all(.doubtful(failure.problem.what))
        return failure.kind == .cancelled ? .stop(failure, fates) : .fates(fates)
    }

    private func refusedAll(code: String, words: String) -> TransportFailure {
        let host = traits.address
        return TransportFailure(
            .rejected, host: host, code: code, words: words,
            problem: Problem(
                .error, "E-DELIVERY-REFUSED", "\(host) takes none of the events", place: host, said: "\(code) \(words)",
                means: "one event after another was refused and none was taken, so the way of sending is wrong",
                effect: "the refused events are listed; the others were not sent",
                fix: "check index, format and pipeline of deliver, then run backfill plan again"))
    }
}
