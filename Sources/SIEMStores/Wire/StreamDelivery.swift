import AuditModel
import NIOCore
import Transport

/// Sends events over TCP or TLS, where nothing is acknowledged.
///
/// What is taken was handed to the system, no more. When the connection breaks, all since it was last known to be read to
/// its end are in doubt; it is ended and made anew after ``roundBytes``, which bounds them. Holds one chunk at a time.
actor StreamDelivery: EventDelivery {
    nonisolated let traits: DeliveryTraits

    private let line: WireLine
    private let framing: any EventFraming
    private var connection: WireConnection?
    /// Events handed over since everything before was known to be read.
    private var unconfirmed = 0
    private var roundCount = 0
    /// What the server does with a connection that ends; nil until it was tried.
    private var manners: WireLine.Manners?
    private var breaksInRow = 0
    /// Whether anything sent was known to be read.
    private var hasBeenRead = false
    /// Connections with events that broke before that.
    private var unreadBreaks = 0
    /// That the port speaks another protocol, once that is known.
    private var stranger: WireFault?

    /// Bytes that are handed to the system at once.
    private static let chunkBytes = 256 << 10
    /// Bytes after which the connection is ended, so that no more than these are in doubt.
    private static let roundBytes = 64 << 20
    private static let mostBreaksInRow = 3
    /// A receiver that restarts breaks one connection; after two it is looked whether the port wants TLS.
    private static let breaksBeforeLook = 2
    /// How long a server is waited for that did not close the first time, seconds.
    private static let shortPatience: Double = 1
    /// How long the first events are given to be refused before the connection is ended, seconds: a server that wants TLS
    /// says so when it has looked at them, and one that is told of the end at once may only close.
    private static let firstPatience = 0.3

    init(_ traits: DeliveryTraits, line: WireLine, framing: any EventFraming) {
        self.traits = traits
        self.line = line
        self.framing = framing
    }

    func examination() async throws(TransportFailure) -> DeliveryExamination {
        do throws(WireFault) {
            try await rehearse()
        } catch {
            throw line.failure(error)
        }
        var examination = DeliveryExamination()
        switch manners {
        case .stays:
            examination.remarks.append(
                "the server does not close a connection after us, so nothing tells that it has read everything")
        case .breaksOff:
            examination.remarks.append(
                "the server breaks off a connection that ends without an event, so nothing tells that it has read "
                    + "everything; its log says whether it accepts this client")
        case .closes, nil: break
        }
        return examination
    }

    func send(_ batch: [DeliveryEvent]) async -> DeliveryReceipt {
        var course = Course(batch)
        var earlier = await finishRound()
        let connection: WireConnection
        do throws(WireFault) {
            connection = try await current(&earlier)
        } catch {
            return DeliveryReceipt(course.fates, stop: line.failure(error), earlierInDoubt: earlier)
        }
        do throws(WireFault) {
            while course.next < batch.count {
                guard !line.context.cancelFlag.isSet else { throw WireFault(.cancelled) }
                let bytes = chunk(of: batch, &course)
                guard bytes.readableBytes > 0 else { continue }
                try await connection.write(bytes, within: line.dialer.idleSeconds)
                roundCount += bytes.readableBytes
            }
            breaksInRow = 0
            unconfirmed += course.handed
            return DeliveryReceipt(course.fates, earlierInDoubt: earlier)
        } catch {
            return await stopped(error, &course, earlier: earlier)
        }
    }

    func drain() async -> Int {
        guard let connection else { return takeUnconfirmed() }
        self.connection = nil
        do throws(WireFault) {
            if !hasBeenRead, unconfirmed > 0 { try await connection.listen(for: Self.firstPatience) }
            let patience = confirmsReading ? line.dialer.idleSeconds : Self.shortPatience
            if try await connection.end(within: patience) {
                hasBeenRead = hasBeenRead || unconfirmed > 0
                (unconfirmed, roundCount) = (0, 0)
            }
        } catch {
            // Whatever went wrong, what was sent is in doubt, which is what the answer says.
            await noteBreak(error)
        }
        return takeUnconfirmed()
    }

    var confirmsReading: Bool { manners == nil || manners == .closes || stranger != nil }

    func close() async { _ = await drain() }

    // MARK: Connection

    private func rehearse() async throws(WireFault) { manners = try await line.rehearse() }

    /// Ends the connection once much was sent on it.
    ///
    /// - Returns: how many events are in doubt.
    private func finishRound() async -> Int {
        guard roundCount >= Self.roundBytes, manners == .closes else { return 0 }
        return await drain()
    }

    /// The connection there is, or a new one; adds to `earlier` what the end of the one before puts in doubt.
    private func current(_ earlier: inout Int) async throws(WireFault) -> WireConnection {
        if let connection {
            do throws(WireFault) {
                try await connection.check()
                return connection
            } catch {
                self.connection = nil
                earlier += takeUnconfirmed()
                await noteBreak(error)
                guard error.passes else { throw error }
            }
        }
        if let stranger { throw stranger }
        if manners == nil { try await rehearse() }
        let fresh = try await line.connect()
        connection = fresh
        roundCount = 0
        return fresh
    }

    /// Finds out whether a port that never reads what it is sent wants TLS.
    private func noteBreak(_ fault: WireFault) async {
        guard !hasBeenRead, stranger == nil else { return }
        if fault.reason == .wantsTLS { stranger = fault }
        guard fault.reason == .ended else { return }
        unreadBreaks += 1
        // A port that breaks off an empty connection as well is no receiver that restarts.
        guard unreadBreaks == (manners == .breaksOff ? 1 : Self.breaksBeforeLook) else { return }
        if await line.wantsTLS() { stranger = .answersTLS }
    }

    private func takeUnconfirmed() -> Int {
        defer { (unconfirmed, roundCount) = (0, 0) }
        return unconfirmed
    }

    // MARK: A batch

    /// How far a batch has come.
    private struct Course {
        var fates: [DeliveryFate]
        /// The first event not yet made bytes of.
        var next = 0
        /// How many were made bytes of.
        var handed = 0

        init(_ batch: [DeliveryEvent]) { fates = Array(repeating: .unsent, count: batch.count) }
    }

    private func chunk(of batch: [DeliveryEvent], _ course: inout Course) -> ByteBuffer {
        var buffer = ByteBuffer()
        buffer.reserveCapacity(Self.chunkBytes + batch[course.next].record.count)
        let now = line.context.now()
        while course.next < batch.count, buffer.readableBytes < Self.chunkBytes {
            let refusal = framing.append(batch[course.next], sent: now, to: &buffer)
            course.fates[course.next] = refusal ?? .taken
            if refusal == nil { course.handed += 1 }
            course.next += 1
        }
        return buffer
    }

    /// The receipt of a batch that was not sent to its end.
    private func stopped(_ fault: WireFault, _ course: inout Course, earlier: Int) async -> DeliveryReceipt {
        guard fault.reason != .cancelled else {
            unconfirmed += course.handed
            return DeliveryReceipt(course.fates, stop: line.failure(fault), earlierInDoubt: earlier)
        }
        await connection?.abandon()
        connection = nil
        await noteBreak(fault)
        let fault = stranger ?? fault
        breaksInRow += 1
        let doubt = DeliveryFate.doubtful(WireWording.doubt(fault, at: line.dialer.address))
        for index in course.fates.indices where course.fates[index] == .taken { course.fates[index] = doubt }
        let isFinal = !fault.passes || breaksInRow >= Self.mostBreaksInRow
        return DeliveryReceipt(
            course.fates, stop: isFinal ? line.failure(fault) : nil, earlierInDoubt: earlier + takeUnconfirmed())
    }
}
