import AuditModel
import NIOCore
import Transport

/// Sends syslog messages by RELP, where the receiver answers each.
///
/// At most ``window`` messages and ``mostBytes`` wait for their answers at a time.
actor RelpDelivery: EventDelivery {
    nonisolated let traits: DeliveryTraits

    private let line: WireLine
    private let framing: SyslogFraming
    private var session: RelpSession?
    private var breaksInRow = 0

    /// As many as rsyslog's own sender lets wait (omrelp, parameter `windowSize`).
    private static let window = 128
    private static let mostBytes = 1 << 20
    private static let mostBreaksInRow = 3

    init(_ traits: DeliveryTraits, line: WireLine, framing: SyslogFraming) {
        self.traits = traits
        self.line = line
        self.framing = framing
    }

    func examination() async throws(TransportFailure) -> DeliveryExamination {
        do throws(WireFault) {
            _ = try await current()
        } catch {
            throw line.failure(error)
        }
        return DeliveryExamination()
    }

    func send(_ batch: [DeliveryEvent]) async -> DeliveryReceipt {
        var course = Course(batch)
        let session: RelpSession
        do throws(WireFault) {
            session = try await current()
        } catch {
            return DeliveryReceipt(course.fates, stop: line.failure(error))
        }
        do throws(WireFault) {
            while course.next < batch.count || !course.waiting.isEmpty {
                if line.context.cancelFlag.isSet { course.isStopping = true }
                let frames = frames(of: batch, session, &course)
                if frames.readableBytes > 0 { try await session.write(frames) }
                guard !course.waiting.isEmpty else {
                    if course.isStopping { throw WireFault(.cancelled) }
                    continue
                }
                for answer in try await session.answers() { course.take(answer) }
            }
            breaksInRow = 0
            return DeliveryReceipt(course.fates)
        } catch {
            for answer in session.lastAnswers() { course.take(answer) }
            return await stopped(error, course)
        }
    }

    func close() async {
        await session?.close()
        session = nil
    }

    private func current() async throws(WireFault) -> RelpSession {
        if let session {
            do throws(WireFault) {
                try await session.check()
                return session
            } catch {
                // Everything sent there has its answer, so a new session goes on where this one ended.
                self.session = nil
            }
        }
        let connection = try await line.connect()
        do throws(WireFault) {
            let fresh = try await RelpSession.open(connection, patience: line.dialer.idleSeconds)
            session = fresh
            return fresh
        } catch {
            // Nothing but a greeting was sent there.
            guard error.reason == .ended, await line.wantsTLS() else { throw error }
            throw .answersTLS
        }
    }

    // MARK: A batch

    /// How far a batch has come.
    private struct Course {
        var fates: [DeliveryFate]
        /// The first event not yet made a frame of.
        var next = 0
        /// Events by the number of the frame whose answer is outstanding.
        var waiting: [Int: (index: Int, bytes: Int)] = [:]
        var waitingBytes = 0
        /// No new frames; only answers are waited for.
        var isStopping = false

        init(_ batch: [DeliveryEvent]) { fates = Array(repeating: .unsent, count: batch.count) }

        mutating func take(_ answer: RelpSession.Answer) {
            guard let (index, bytes) = waiting.removeValue(forKey: answer.number) else { return }
            waitingBytes -= bytes
            fates[index] = answer.isGood ? .taken : .refused(code: String(answer.code), words: answer.words)
        }
    }

    /// Frames of the next events, as many as may wait.
    private func frames(of batch: [DeliveryEvent], _ session: RelpSession, _ course: inout Course) -> ByteBuffer {
        var (frames, message) = (ByteBuffer(), ByteBuffer())
        let now = line.context.now()
        while course.next < batch.count, !course.isStopping, course.waiting.count < Self.window,
            course.waitingBytes < Self.mostBytes
        {
            let index = course.next
            course.next += 1
            message.clear()
            if let refusal = framing.append(batch[index], sent: now, to: &message) {
                course.fates[index] = refusal
                continue
            }
            let count = message.readableBytes
            course.waiting[session.begin("syslog", dataBytes: count, in: &frames)] = (index, count)
            course.waitingBytes += count
            frames.writeBuffer(&message)
            frames.writeInteger(UInt8(ascii: "\n"))
        }
        return frames
    }

    /// The receipt of a batch that was not sent to its end.
    private func stopped(_ fault: WireFault, _ course: Course) async -> DeliveryReceipt {
        var fates = course.fates
        guard fault.reason != .cancelled else { return DeliveryReceipt(fates, stop: line.failure(fault)) }
        await session?.abandon()
        session = nil
        breaksInRow += 1
        let doubt = DeliveryFate.doubtful(WireWording.doubt(fault, at: line.dialer.address))
        for (index, _) in course.waiting.values { fates[index] = doubt }
        let isFinal = !fault.passes || breaksInRow >= Self.mostBreaksInRow
        return DeliveryReceipt(fates, stop: isFinal ? line.failure(fault) : nil)
    }
}
