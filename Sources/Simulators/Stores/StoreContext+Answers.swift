import AuditModel
import Foundation

extension StoreContext {
    /// The numbers of the visible documents of a stretch, by the time the SIEM shows.
    func documents(in window: TimeWindow?) -> [Int] { shelf.documents(in: window, visibleAt: visibleUntil) }

    /// Whether a request carries the client's name and secret by HTTP Basic.
    func isLoggedIn(_ request: SimulatorRequest) -> Bool {
        request.credential("Basic ") == Data("\(client.id):\(client.secret)".utf8).base64EncodedString()
            && board.value(.denied) == nil
    }

    /// How a gateway in front of the SIEM ends a question: too slow, or an answer that broke off before it began.
    ///
    /// - Parameter window: what is asked for; nil for all.
    func gatewayAnswer(_ window: TimeWindow?) -> SimulatorResponse? {
        let hours = window.map { Double($0.length) / 3_600e9 } ?? .infinity
        let isTooWide = board.value(.wideTimeout).map { hours > $0 } ?? false
        if isTooWide || board.strike(.timeout) {
            return .text(504, "<html><body><h1>504 Gateway Time-out</h1></body></html>", type: "text/html")
        }
        return board.strike(.empty) ? SimulatorResponse(status: 200) : nil
    }

    /// The documents that listings lack although counts have them.
    var unlisted: Set<Int> {
        guard let count = board.value(.short) else { return [] }
        let first = shelf.documents.count / 2
        return Set(first..<min(first + Int(count), shelf.documents.count))
    }

    /// What is left of a listing where a part of the SIEM does not answer: three quarters.
    func answering(_ documents: [Int]) -> [Int] {
        board.value(.partial) == nil ? documents : documents.filter { !$0.isMultiple(of: 4) }
    }

    /// The answer, or its first half when a connection breaks.
    func broken(_ answer: SimulatorResponse) -> SimulatorResponse {
        guard board.strike(.cutStream) else { return answer }
        var answer = answer
        answer.body.removeLast(answer.body.count - answer.body.count / 2)
        return answer
    }

    /// The limits of a configuration entry: a simulator bears far more than the SIEMs it plays allow.
    static var limits: ServiceConfiguration.Key {
        .init("limits", "{requests: 600000, per: 1m, in_flight: 16}")
    }

    /// The keys of a configuration entry for a client that logs in by HTTP Basic.
    var basicLogin: [ServiceConfiguration.Key] {
        [.init("username", client.id), .init("password", "{env: SIMULATOR_CLIENT_SECRET}")]
    }

    /// The variable that those refer to.
    var basicSecret: [ServiceConfiguration.Key] { [.init("SIMULATOR_CLIENT_SECRET", client.secret)] }
}

extension StoreShelf {
    /// The type of a document's event.
    func type(of number: Int) -> String {
        let document = document(number)
        if let delivered = document.delivered { return delivered.field("type") ?? "" }
        return maker.tenant.type(of: maker.tenant.records[document.index])
    }
}

extension SimulatorResponse {
    /// An answer in plain text.
    static func text(_ status: Int, _ text: String, type: String = "text/plain; charset=utf-8") -> SimulatorResponse {
        SimulatorResponse(status: status, headers: [("Content-Type", type)], body: Array(text.utf8))
    }
}
