import AuditModel
import FileAccess
import NIOCore
import Transport

/// Writes events as JSON lines to a file that a shipper follows.
///
/// Every batch is appended in one call and is on the disk before its receipt. A full disk takes nothing of a batch.
actor FileDelivery: RereadableDelivery {
    nonisolated let traits: DeliveryTraits

    private var file: EventFile
    private let framing: LineFraming
    private let context: TransportContext

    init(_ traits: DeliveryTraits, _ file: EventFile, framing: LineFraming, context: TransportContext) {
        self.traits = traits
        self.file = file
        self.framing = framing
        self.context = context
    }

    func examination() async throws(TransportFailure) -> DeliveryExamination {
        do throws(EventFileFault) {
            _ = try file.ready(adding: 0)
        } catch {
            throw error.failure
        }
        return DeliveryExamination()
    }

    func send(_ batch: [DeliveryEvent]) async -> DeliveryReceipt {
        guard !context.cancelFlag.isSet else {
            let stop = EventFileFault.stopped(file.names.path).failure
            return DeliveryReceipt(Array(repeating: .unsent, count: batch.count), stop: stop)
        }
        var lines = ByteBuffer()
        let now = context.now()
        let fates = batch.map { framing.append($0, sent: now, to: &lines) ?? .taken }
        let open: LineFile
        do throws(EventFileFault) {
            open = try file.ready(adding: lines.readableBytes)
            try Self.append(lines, to: open)
        } catch {
            file.release()
            return DeliveryReceipt(fates.map { $0 == .taken ? .unsent : $0 }, stop: error.failure)
        }
        do throws(FileFailure) {
            try open.synchronize()
            return DeliveryReceipt(fates)
        } catch {
            file.release()
            let doubt = DeliveryFate.doubtful("the disk did not confirm the write (\(error.reason))")
            return DeliveryReceipt(
                fates.map { $0 == .taken ? doubt : $0 }, stop: EventFileFault.failed(error).failure)
        }
    }

    func close() async { file.release() }

    func present(_ events: [DeliveryEvent]) async throws(TransportFailure) -> Set<Int> {
        var reader = EventFileReader(events)
        do throws(EventFileFault) {
            // A line that a crash has cut is mended first, so that it counts for what it will be.
            _ = try file.ready(adding: 0)
            for path in file.names.all { try Self.read(path, &reader) }
        } catch {
            throw error.failure
        }
        return reader.found
    }

    private static func append(_ lines: ByteBuffer, to open: LineFile) throws(EventFileFault) {
        do throws(FileFailure) {
            try open.append(Array(lines.readableBytesView))
        } catch {
            throw .failed(error)
        }
    }

    private static func read(_ path: String, _ reader: inout EventFileReader) throws(EventFileFault) {
        do throws(FileFailure) {
            try reader.read(path)
        } catch {
            throw .failed(error)
        }
    }
}
