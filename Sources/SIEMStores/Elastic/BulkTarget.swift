import AuditModel
import ByteScan
import Settings
import Synchronization
import Transport

/// Elasticsearch or OpenSearch, which takes documents by `_bulk` and refuses an id that is there already.
///
/// Sources: "Bulk API", "Data streams" and "Failure store" of the Elasticsearch reference, "Bulk" of the OpenSearch
/// documentation.
struct BulkTarget: HTTPTarget {
    let url: String
    let index: String
    let pipeline: String?
    let form: BulkDocument
    let id: DocumentID
    let check: Check
    let traits: DeliveryTraits
    private let stream = StreamKnowledge()

    /// When documents are looked for by their ids before they are sent.
    ///
    /// A data stream refuses an id only within the index that it writes to at present.
    enum Check: String, Sendable, CaseIterable {
        /// Where the target is a data stream.
        case auto
        case always
        case never
    }

    /// `http.max_content_length` of both products.
    static let mostBytes = 100 << 20

    var mostBodyBytes: Int? { Self.mostBytes }

    init(
        url: String, index: String, pipeline: String?, form: BulkDocument, id: DocumentID, check: Check,
        traits: DeliveryTraits
    ) {
        self.url = url
        self.index = index
        self.pipeline = pipeline
        self.form = form
        self.id = id
        self.check = check
        self.traits = traits
    }

    // MARK: Requests

    func call(_ events: [DeliveryEvent], marks: SentMarks) -> HTTPCall {
        var body: [UInt8] = []
        body.reserveCapacity(events.reduce(0) { $0 + $1.record.count + $1.record.count / 8 + 256 })
        for event in events {
            body.append(plain: #"{"create":{"_id":"#)
            body.append(quoted: id.text(of: event))
            body.append(plain: "}}\n")
            form.append(event, marks, to: &body)
            body.append(UInt8(ascii: "\n"))
        }
        // What is not needed of the answer would be longer than the rest of it.
        var path = "/\(index)/_bulk?filter_path=errors,error,status,items.*.status,items.*.error,items.*.failure_store"
        if let pipeline { path += "&pipeline=" + PercentCoding.encoded(pipeline.utf8) }
        return HTTPCall("POST", url + path, headers: [.init("Content-Type", "application/x-ndjson")], body: body)
    }

    func present(_ events: [DeliveryEvent], _ asking: any ServiceAsking) async throws(TransportFailure) -> Set<Int> {
        guard try await isChecked(asking), !events.isEmpty else { return [] }
        let ids = events.map(id.text)
        let query: JSONValue = ["ids": ["values": .array(ids.map { .string($0) })]]
        let body: JSONValue = [
            "size": .integer(min(events.count, ElasticSettings.mostPerPage)), "_source": .bool(false), "query": query,
            "track_total_hits": .bool(false),
        ]
        let call = HTTPCall(
            "POST", url + "/\(index)/_search?filter_path=hits.hits._id",
            headers: [.init("Content-Type", "application/json")], body: Array(body.text().utf8))
        let answer = try await asking.askJSON(call)
        let found = Set((answer.body["hits"]?["hits"]?.elements ?? []).compactMap { $0["_id"]?.text })
        return Set(ids.indices.filter { found.contains(ids[$0]) })
    }

    private func isChecked(_ asking: any ServiceAsking) async throws(TransportFailure) -> Bool {
        switch check {
        case .always: return true
        case .never: return false
        case .auto: break
        }
        if let known = stream.isStream { return known }
        let isStream: Bool
        do throws(TransportFailure) {
            let answer = try await asking.askJSON(HTTPCall("GET", url + "/_data_stream/" + index))
            isStream = !(answer.body["data_streams"]?.elements ?? []).isEmpty
        } catch  where error.status == 404 || error.status == 400 {
            isStream = false
        } catch  where error.kind == .forbidden {
            // A role that may not look may still write to one.
            isStream = true
        }
        stream.learn(isStream)
        return isStream
    }

    // MARK: Answers

    func reading(
        _ reply: HTTPReply, of events: [DeliveryEvent], _ asking: any ServiceAsking
    ) async -> TargetReading {
        guard let items = (try? JSONTree(parsing: reply.body))?["items"]?.elements, items.count == events.count else {
            return .fates(events.map { _ in .doubtful("the answer of \(traits.address) is cut short") })
        }
        let read = items.map { BulkItem($0) }
        let fates = read.map(\.fate)
        guard let wrong = read.first(where: \.isStop) else { return .fates(fates) }
        return .stop(stopped(wrong), fates)
    }

    /// No index, no permission, no room: what holds for one document holds for all.
    private func stopped(_ item: BulkItem) -> TransportFailure {
        let said = AnswerFailure.words(Array("\(item.status) \(item.type) \(item.reason)".utf8))
        return TransportFailure(
            item.status == 403 ? .forbidden : .rejected, host: traits.address, status: item.status, code: item.type,
            words: said,
            problem: Problem(
                .error, "E-DELIVERY-INDEX", "\(traits.address) does not let documents be written to \(index)",
                place: traits.address, said: said,
                means: "the index is not there or blocked, or the credential may not write to it",
                effect: "what was acknowledged is stored; nothing else was sent",
                fix: "grant create_doc and auto_configure on \(index), or create it, then run the command again"))
    }

    func examination(_ asking: any ServiceAsking) async throws(TransportFailure) -> DeliveryExamination {
        var told = DeliveryExamination()
        let version = try await asking.askJSON(HTTPCall("GET", url + "/")).body["version"]
        let isOpenSearch = version?["distribution"]?.text == "opensearch"
        told.product = version?["number"]?.text.map { (isOpenSearch ? "OpenSearch " : "Elasticsearch ") + $0 }
        // Neither a missing index nor a missing right to look is a reason not to send: roles may allow writing alone.
        if (try? await isChecked(asking)) == true {
            told.remarks.append("\(index) is a data stream: ids are looked for in all of its indexes before each batch")
        }
        if let pipeline {
            told.remarks.append("documents go through the pipeline \(pipeline), which may drop or change them")
        }
        return told
    }
}

/// What is known of the target once it was asked.
private final class StreamKnowledge: Sendable {
    private let known = Mutex<Bool?>(nil)

    /// Whether the target is a data stream; nil before it was asked.
    var isStream: Bool? { known.withLock { $0 } }

    func learn(_ isStream: Bool) { known.withLock { $0 = isStream } }
}
