import AuditModel
import FileAccess

/// Who takes events for a simulated SIEM.
package protocol EventReceiver: SimulatedService {
    var context: StoreContext { get }
    /// The value of `deliver` for a client, as YAML on one line, and the variables that it refers to.
    func delivery(at address: String) -> (settings: String, environment: [ServiceConfiguration.Key])
}

extension EventReceiver {
    /// The faults of taking.
    var faults: DeliveryFaultBoard { context.deliveryBoard }

    /// Keeps events, unless they are lost or too old, and damages some, without a word of it.
    ///
    /// - Parameter losing: whether this request's events are lost.
    func keep(_ documents: [DeliveredDocument], losing: Bool) {
        guard !losing else { return }
        let oldest = faults.value(.dropsOld).map { context.clock.now - Int64($0 * 3_600e9) } ?? .min
        context.shelf.delivered.add(documents.filter { $0.time >= oldest }.map(damaged))
    }

    /// The document as a faulty pipeline keeps it.
    private func damaged(_ document: DeliveredDocument) -> DeliveredDocument {
        let name = Array((document.eventID ?? "").utf8)
        if faults.hits(.cut, name) { return document.damaged(.cut) }
        return faults.hits(.changed, name) ? document.damaged(.changed) : document
    }

    /// What strikes a request before it is read; nil to go on.
    ///
    /// - Parameters:
    ///   - busy: how the product asks to slow down.
    ///   - denied: how it refuses a credential.
    func trouble(
        _ request: SimulatorRequest, busy: SimulatorResponse, denied: SimulatorResponse
    ) -> SimulatorResponse? {
        if faults.value(.denied) != nil { return denied }
        if let most = faults.value(.large), (request.unpacked ?? request).body.count > Int(most) {
            return .text(413, "request entity too large")
        }
        if faults.strike(.busy) { return busy }
        return faults.strike(.broken) ? .broken : nil
    }

    /// The answer to a request whose events were taken, or what comes instead of it.
    func closing(_ answer: SimulatorResponse) -> SimulatorResponse {
        if faults.strike(.silent) { return .broken }
        if faults.strike(.timeout) { return .text(504, "<html>504 Gateway Time-out</html>", type: "text/html") }
        return answer
    }

    /// The lines of a body that are not empty.
    func lines(_ body: [UInt8]) -> [ArraySlice<UInt8>] { body.split(separator: 0x0A) }
}

extension SimulatorRequest {
    /// The request with its body unpacked; nil where it is damaged.
    var unpacked: SimulatorRequest? {
        guard header("content-encoding") == "gzip" else { return self }
        guard let body = GzipBytes.unpacked(body, atMost: Self.mostUnpacked) else { return nil }
        return SimulatorRequest(
            method: method, scheme: scheme, authority: authority, path: path, query: query, rawQuery: rawQuery,
            headers: headers, body: body)
    }

    private static let mostUnpacked = 256 << 20
}

extension SimulatorResponse {
    /// No answer: the connection ends.
    static let broken = SimulatorResponse(status: 0)
}
