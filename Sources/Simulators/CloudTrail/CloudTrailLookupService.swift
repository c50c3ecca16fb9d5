import AuditModel
import ByteScan
import Synchronization

/// LookupEvents of AWS CloudTrail over the JSON 1.1 protocol, with signatures that are checked (docs.aws.amazon.com,
/// "LookupEvents").
///
/// The region is the one the request is signed for. The limit of two requests a second is kept only where a scenario asks
/// for it (F12 with form `rate`), by the host's clock.
final class CloudTrailLookupService: ListingService {
    let context: ServiceContext
    let listing: Listing
    private let lastRequests = Mutex<[String: [Int64]]>([:])

    static let keyID = "AKIASIEMGAPSIM000001"
    private static let target = "com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents"
    private static let second: Int64 = 1_000_000_000
    private static let kept = 90 * 86_400 * second

    init(_ context: ServiceContext) {
        self.context = context
        listing = Listing(context.tenant)
    }

    func lists(_ request: SimulatorRequest) -> Bool {
        request.method == "POST" && request.path == "/"
            && request.header("x-amz-target")?.contains("CloudTrail_20131101.") == true
    }

    func authorize(_ request: SimulatorRequest) throws(ListingRefusal) {
        let check = SignatureV4Check(
            keyID: Self.keyID, secret: context.client.secret, region: region(of: request), service: "cloudtrail")
        do throws(SignatureV4Check.Refusal) {
            try check.check(request, now: context.clock.shown)
        } catch {
            throw .invalid(parameter: error.rawValue, said: Self.sentence(for: error))
        }
    }

    func question(_ request: SimulatorRequest) throws(ListingRefusal) -> ListingQuestion {
        guard request.header("x-amz-target") == Self.target else { throw .unknown }
        try keepRate(region(of: request))
        guard let body = try? JSONTree(parsing: request.body.isEmpty ? Array("{}".utf8) : request.body) else {
            throw .invalid(parameter: "SerializationException", said: "The body is not JSON.")
        }
        let (asked, end) = (try time("StartTime", in: body), try time("EndTime", in: body))
        guard asked ?? .min <= end ?? .max else {
            throw .invalid(parameter: "InvalidTimeRangeException", said: "The start time is after the end time.")
        }
        let oldest = oldest(kept: Self.kept, asked: asked ?? .max)
        // Where a parameter was left out, or lies before what is kept, the token knows what was meant.
        let cursor = try body["NextToken"]?.text.map { token throws(ListingRefusal) in try self.cursor(token) }
        let start = asked.flatMap { $0 < oldest ? nil : $0 } ?? cursor?.window.from ?? oldest
        let to = end.map { RequestTime.after($0, unit: Self.second) } ?? cursor?.window.to ?? openEnd
        guard let limit = body["MaxResults"].map(\.integer) ?? 50, 1...50 ~= limit else {
            throw .invalid(parameter: "InvalidMaxResultsException", said: "MaxResults must be between 1 and 50.")
        }
        var question = ListingQuestion(window: TimeWindow(from: start, to: max(start, to)), limit: limit)
        question.scope = region(of: request)
        question.types = types(body, region: region(of: request))
        question.operation = try operation(body)
        question.isAscending = false
        if let cursor {
            // Every other parameter must be repeated unchanged.
            guard cursor.belongs(to: question) else { throw .invalidCursor }
            question.cursor = cursor
        }
        return question
    }

    func response(
        _ page: ListingFaults.Page, to question: ListingQuestion, _ request: SimulatorRequest, base: String
    ) -> SimulatorResponse {
        var body: [UInt8] = []
        body.reserveCapacity(page.records.count * 2048 + 200)
        body.append(#"{"Events":["#)
        for (index, record) in page.records.enumerated() {
            if index > 0 { body.append(",") }
            append(record, to: &body)
        }
        body.append("]")
        if let next = page.next { body.append(text: #","NextToken":"\#(next.text)""#) }
        body.append("}")
        return answer(200, bytes: body)
    }

    func configuration(at address: String) -> ServiceConfiguration? {
        ServiceConfiguration(
            name: "aws",
            keys: [
                .init("type", listing.tenant.shape.source), .init("base_url", address),
                .init("regions", "[\(context.tenant.types.map(\.name).joined(separator: ", "))]"),
                .init("access_key_id", Self.keyID), .init("secret_access_key", "{env: AWS_SECRET_ACCESS_KEY}"),
            ], environment: [.init("AWS_SECRET_ACCESS_KEY", context.client.secret)])
    }

    /// The event with the record as text inside.
    private func append(_ record: TenantRecord, to output: inout [UInt8]) {
        let tenant = context.tenant
        let operation = tenant.operation(of: record)
        output.append(#"{"EventId":""#)
        tenant.shape.appendID(of: record, in: tenant, to: &output)
        output.append(text: #"","EventName":"\#(operation)","ReadOnly":"\#(CloudTrailShape.isReadOnly(operation))","#)
        output.append(#""AccessKeyId":"","EventTime":"#)
        if record.marks.contains(.oddTime) {
            context.board.noteEffect(of: .oddTimes)
            RecordTime.seconds.append(record.time, isOdd: true, to: &output)
        } else {
            output.append(text: "\(record.time / Self.second).0")
        }
        output.append(text: #","EventSource":"\#(CloudTrailShape.service(of: operation))","Username":""#)
        output += tenant.cast.users[Int(record.user)].prefix { $0 != UInt8(ascii: "@") }
        output.append(#"","Resources":[],"CloudTrailEvent":""#)
        for byte in tenant.body(of: record) {
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { output.append("\\") }
            output.append(byte)
        }
        output.append("\"}")
    }

    /// The region in the scope of the request's signature.
    private func region(of request: SimulatorRequest) -> String {
        let parts = request.header("authorization")?.split(separator: "/") ?? []
        return parts.count > 2 ? String(parts[2]) : "us-east-1"
    }

    /// A region's own events; of insight events there are none.
    private func types(_ body: JSONTree, region: String) -> Set<UInt8> {
        guard body["EventCategory"] == nil else { return [] }
        return Set(context.tenant.types.indices.filter { context.tenant.types[$0].name == region }.map { UInt8($0) })
    }

    private func time(_ name: String, in body: JSONTree) throws(ListingRefusal) -> Int64? {
        guard let value = body[name], value != .null else { return nil }
        guard case .number(let digits) = value,
            let time = RequestTime.number(String(decoding: digits, as: UTF8.self), unit: Self.second)
        else { throw .invalid(parameter: "InvalidTimeRangeException", said: "\(name) is not a number of seconds.") }
        return time
    }

    /// Reads the one attribute the simulator filters by.
    private func operation(_ body: JSONTree) throws(ListingRefusal) -> String? {
        guard let attributes = body["LookupAttributes"]?.elements, let first = attributes.first else { return nil }
        guard attributes.count == 1, first["AttributeKey"]?.text == "EventName",
            let value = first["AttributeValue"]?.text
        else {
            throw .invalid(parameter: "InvalidLookupAttributesException", said: "The lookup attribute is not valid.")
        }
        return value
    }

    /// At most two requests a second for a region, if the scenario says so.
    private func keepRate(_ region: String) throws(ListingRefusal) {
        guard let fault = context.board.standing(.throttled, scope: region), fault.form == "rate" else { return }
        let now = context.clock.wall()
        let isTooFast = lastRequests.withLock { requests in
            let recent = requests[region, default: []].filter { now - $0 < Self.second }
            guard recent.count < 2 else { return true }
            requests[region] = recent + [now]
            return false
        }
        guard isTooFast else { return }
        context.board.noteEffect(of: .throttled)
        throw .throttled(fault)
    }
}

extension CloudTrailLookupService {
    func response(_ refusal: ListingRefusal, to request: SimulatorRequest) -> SimulatorResponse {
        switch refusal {
        case .unauthorized: error(400, "UnrecognizedClientException", "The security token is invalid.")
        case .expired: error(400, "ExpiredTokenException", "The security token included in the request is expired")
        case .forbidden:
            error(400, "AccessDeniedException", "User is not authorized to perform: cloudtrail:LookupEvents")
        case .invalid(let type, let said): error(400, type, said)
        case .invalidCursor:
            error(400, "InvalidNextTokenException", "The token is invalid or was made for other parameters.")
        case .tooOld: error(400, "InvalidTimeRangeException", "The start time is too far in the past.")
        case .throttled: error(400, "ThrottlingException", "Rate exceeded")
        case .failing(let status): error(status, "InternalServerException", "Internal error")
        case .unknown: error(400, "UnknownOperationException", "")
        }
    }

    private static func sentence(for refusal: SignatureV4Check.Refusal) -> String {
        switch refusal {
        case .missing: "Missing Authentication Token"
        case .incomplete: "Authorization header is incomplete."
        case .unknownKey: "The security token included in the request is invalid."
        case .invalid: "The request signature we calculated does not match the signature you provided."
        case .expiredSession: "The security token included in the request is expired"
        }
    }

    private func error(_ status: Int, _ type: String, _ message: String) -> SimulatorResponse {
        let body: JSONValue = ["__type": .string(type), "message": .string(message)]
        return answer(status, bytes: Array(body.text().utf8))
    }

    private func answer(_ status: Int, bytes: [UInt8]) -> SimulatorResponse {
        SimulatorResponse(
            status: status,
            headers: [
                ("Content-Type", "application/x-amz-json-1.1"),
                ("x-amzn-RequestId", "00000000-0000-4000-8000-000000000001"),
            ], body: bytes)
    }
}
