import AuditModel
import ByteScan
import Foundation
import Synchronization

/// The Office 365 Management Activity API: subscriptions, listings of blobs by their creation, and the blobs.
///
/// Source: "Office 365 Management Activity API reference", MicrosoftDocs/office-365-management-api.
final class ManagementActivity: SimulatedService {
    /// Blobs in a page of a listing, as clients report it.
    private static let pageSize = 100
    static let hour: Int64 = 3_600_000_000_000
    private static let audiences = [
        "https://manage.office.com", "https://manage-gcc.office.com", "https://manage.office365.us",
        "https://manage.protection.apps.mil",
    ]

    let context: ServiceContext
    let shelves: [ContentType: BlobShelf]
    /// Where the blob of an id stands.
    let places: [String: (content: ContentType, index: Int)]
    private let subscriptions: Mutex<[ContentType: Bool]>

    init(_ context: ServiceContext) {
        self.context = context
        let indexes = context.tenant.indexesByAvailability()
        shelves = Dictionary(
            uniqueKeysWithValues: ContentType.allCases.map { content in
                (content, BlobShelf(content, of: context.tenant, indexes: indexes, board: context.board))
            })
        places = shelves.values.reduce(into: [:]) { places, shelf in
            for (index, blob) in shelf.blobs.enumerated() { places[blob.id] = (shelf.content, index) }
        }
        subscriptions = Mutex(
            ContentType.allCases.reduce(into: [:]) { states, content in
                guard let fault = context.board.standing(.notSubscribed, scope: content.rawValue), fault.from == nil,
                    fault.to == nil
                else {
                    states[content] = true
                    return
                }
                if fault.form == "disabled" { states[content] = false }
            })
    }

    var tenant: Tenant { context.tenant }
    var board: FaultBoard { context.board }

    func configuration(at address: String) -> ServiceConfiguration? {
        .entra("o365-management", at: address, client: context.client)
    }

    func answer(_ request: SimulatorRequest) -> SimulatorResponse? {
        let parts = request.path.split(separator: "/").map(String.init)
        guard parts.count >= 6, parts[0] == "api", parts[1] == "v1.0", parts[3] == "activity", parts[4] == "feed" else {
            return nil
        }
        if let refusal = refusal(of: request, tenant: parts[2]) { return refusal }
        switch (request.method, parts.dropFirst(5)) {
        case ("GET", ["subscriptions", "list"]): return list()
        case ("POST", ["subscriptions", "start"]): return withContent(request) { start($0) }
        case ("POST", ["subscriptions", "stop"]): return withContent(request) { stop($0) }
        case ("GET", ["subscriptions", "content"]): return withContent(request) { content($0, request) }
        case ("GET", let rest) where rest.count == 2 && rest.first == "audit": return blob(parts[6], request)
        default: return SimulatorResponse(status: 404)
        }
    }

    // MARK: Refusals

    private func refusal(of request: SimulatorRequest, tenant: String) -> SimulatorResponse? {
        guard
            case .valid(let claims) = context.mint.check(
                bearerOf: request, audiences: Self.audiences, now: context.clock.wall())
        else { return ManagementAnswer.unauthorized }
        guard UUID(uuidString: tenant) != nil else {
            return ManagementAnswer.error(
                400, "AF20013", "The tenant ID passed in the URL (\(tenant)) is not a valid GUID.")
        }
        guard claims["tid"]?.text == tenant.lowercased() else {
            return ManagementAnswer.error(
                400, "AF20010", "The tenant ID in the URL does not match the tenant ID in the access token.")
        }
        let contentType = request.parameter("contentType")
        guard claims.hasRole(contentType == ContentType.dlp.rawValue ? "ActivityFeed.ReadDlp" : "ActivityFeed.Read")
        else { return ManagementAnswer.error(403, "AF10001", "The permission set in the token is not sufficient.") }
        let key = "\(request.method) \(request.path)?\(request.rawQuery)"
        let scope =
            contentType ?? places[request.path.split(separator: "/").last.map(String.init) ?? ""]?.content.rawValue
        if board.strike(.tokenExpired, scope: scope, key: key) != nil { return ManagementAnswer.unauthorized }
        if let fault = board.strike(.throttled, scope: scope, window: Self.window(of: request), key: key) {
            return ManagementAnswer.throttled(fault, method: request.path.contains("/audit/") ? "GetBlob" : "ListBlobs")
        }
        guard board.strike(.serverError, scope: scope, window: Self.window(of: request), key: key) != nil else {
            return nil
        }
        return ManagementAnswer.error(500, "AF50000", "An internal error occurred. Retry the request.")
    }

    private func withContent(
        _ request: SimulatorRequest, answer: (ContentType) -> SimulatorResponse
    ) -> SimulatorResponse {
        guard let name = request.parameter("contentType") else {
            return ManagementAnswer.error(400, "AF20001", "Missing parameter: contentType.")
        }
        // The service takes names in any case.
        guard let content = ContentType.allCases.first(where: { $0.rawValue.lowercased() == name.lowercased() }) else {
            return ManagementAnswer.error(400, "AF20020", "The specified content type is not valid.")
        }
        return answer(content)
    }

    // MARK: Subscriptions

    private func list() -> SimulatorResponse {
        let states = subscriptions.withLock { $0 }
        for content in ContentType.allCases where states[content] != true { noteOff(content) }
        let entries = ContentType.allCases.compactMap { content in
            states[content].map { Self.subscription(content, $0) }
        }
        return ManagementAnswer.json(Array(JSONValue.array(entries).text().utf8))
    }

    /// Counts an answer that shows a subscription as the scenario left it.
    private func noteOff(_ content: ContentType) {
        if board.standing(.notSubscribed, scope: content.rawValue) != nil { board.noteEffect(of: .notSubscribed) }
    }

    private func start(_ content: ContentType) -> SimulatorResponse {
        let wasOn = subscriptions.withLock { states in
            defer { states[content] = true }
            return states[content] == true
        }
        if wasOn {
            return ManagementAnswer.error(400, "AF20024", "The subscription is already enabled. No property change.")
        }
        return ManagementAnswer.json(Array(Self.subscription(content, true).text().utf8))
    }

    private func stop(_ content: ContentType) -> SimulatorResponse {
        subscriptions.withLock { _ = $0.removeValue(forKey: content) }
        return SimulatorResponse(status: 200)
    }

    private static func subscription(_ content: ContentType, _ isOn: Bool) -> JSONValue {
        ["contentType": .string(content.rawValue), "status": .string(isOn ? "enabled" : "disabled"), "webhook": .null]
    }

    // MARK: Listing

    private func content(_ content: ContentType, _ request: SimulatorRequest) -> SimulatorResponse {
        let isOn = subscriptions.withLock { $0[content] }
        if isOn != true { noteOff(content) }
        switch isOn {
        case nil:
            return ManagementAnswer.error(400, "AF20022", "No subscription found for the specified content type.")
        case false?: return ManagementAnswer.error(400, "AF20023", "The subscription was disabled by a tenant admin.")
        case true?: break
        }
        let asked: TimeWindow
        switch range(of: request) {
        case .success(let window): asked = window
        case .failure(let refusal): return refusal.answer
        }
        let salt = "\(content.rawValue) \(asked.from) \(asked.to)"
        var start = PageToken(position: 0)
        if let text = request.parameter("nextPage") {
            guard let token = PageToken(parsing: text, salt: salt) else {
                return ManagementAnswer.error(400, "AF20031", "Invalid nextPage Input: \(text).")
            }
            start = token
        }
        return page(content, asked, from: start, salt: salt, request)
    }

    private struct Refusal: Error { let answer: SimulatorResponse }

    /// The creation times asked for; a day at most, and a week and an hour back at most.
    private func range(of request: SimulatorRequest) -> Result<TimeWindow, Refusal> {
        let now = context.clock.now
        guard (request.parameter("startTime") == nil) == (request.parameter("endTime") == nil) else {
            return .failure(Refusal(answer: Self.badRange("must both be specified (or both omitted)")))
        }
        guard request.parameter("startTime") != nil else {
            return .success(TimeWindow(from: now - 24 * Self.hour, to: now))
        }
        guard let window = Self.window(of: request), window.from < window.to else {
            return .failure(Refusal(answer: Self.badRange("are not valid times")))
        }
        if window.length > 24 * Self.hour {
            guard board.standing(.partialAnswer) != nil else {
                return .failure(Refusal(answer: Self.badRange("must be less than or equal to 24 hours apart")))
            }
            board.noteEffect(of: .partialAnswer)
            return .success(TimeWindow(from: window.from, to: window.from + 24 * Self.hour))
        }
        let edge = board.standing(.retentionEdge)
        if edge != nil, window.from < now - 7 * 24 * Self.hour { board.noteEffect(of: .retentionEdge) }
        if window.from < now - 7 * 24 * Self.hour - Self.hour, edge?.form != "silent" {
            return .failure(Refusal(answer: Self.badRange("start time must be no more than 7 days in the past")))
        }
        return .success(window)
    }

    private static func badRange(_ what: String) -> SimulatorResponse {
        ManagementAnswer.error(400, "AF20055", "Start time and end time: \(what).")
    }

    /// The window of a listing; nil unless both ends are in one of the documented forms.
    private static func window(of request: SimulatorRequest) -> TimeWindow? {
        guard let from = request.parameter("startTime").flatMap(instant),
            let to = request.parameter("endTime").flatMap(instant)
        else { return nil }
        return TimeWindow(from: from, to: to)
    }

    /// `2026-01-01`, `2026-01-01T02:03` or with seconds, UTC; a `Z` at the end is taken too.
    private static func instant(_ text: String) -> Int64? {
        if text.utf8.count == 10 { return RFC3339.date(Array(text.utf8).span)?.nanoseconds }
        let plain = text.hasSuffix("Z") ? String(text.dropLast()) : text
        let full = (plain.utf8.count == 16 ? plain + ":00" : plain) + "Z"
        return RFC3339.dateTime(Array(full.utf8).span)?.nanoseconds
    }

    private func page(
        _ content: ContentType, _ asked: TimeWindow, from start: PageToken, salt: String, _ request: SimulatorRequest
    ) -> SimulatorResponse {
        let scope = content.rawValue
        let key = "\(salt)@\(start.position)"
        var blobs: [BlobShelf.Blob] = []
        var next: PageToken?
        if board.strike(.emptyPage, scope: scope, window: asked, key: key) != nil {
            next = PageToken(position: start.position, attempt: start.attempt + 1)
        } else {
            (blobs, next) = listed(content, asked, from: start.position)
        }
        var answer = ManagementAnswer.json(
            Array(JSONValue.array(blobs.map { entry($0, content, request) }).text().utf8))
        if let next {
            let loops = board.strike(.repeatedToken, scope: scope, window: asked, key: key) != nil
            let fault = board.strike(.foreignLink, scope: scope, window: asked, key: key)
            let host = fault == nil || fault?.form == "content" ? Self.host(request) : context.foreignAddress
            let kept = request.rawQuery.split(separator: "&").filter { !$0.hasPrefix("nextPage=") }.joined(
                separator: "&")
            let query = loops ? request.rawQuery : "\(kept)&nextPage=\(next.text(salt: salt))"
            let isOdd = board.standing(.oddHeaders) != nil
            if isOdd { board.noteEffect(of: .oddHeaders) }
            answer.headers.append((isOdd ? "nextpageuri" : "NextPageUri", "\(host)\(request.path)?\(query)"))
        }
        if board.strike(.cutBody, scope: scope, window: asked, key: key) != nil { answer.cutWithError() }
        return answer
    }

    /// A page of blobs that are listed by now and not expired, and where the next page begins.
    private func listed(
        _ content: ContentType, _ asked: TimeWindow, from start: Int
    ) -> (blobs: [BlobShelf.Blob], next: PageToken?) {
        guard let shelf = shelves[content] else { return ([], nil) }
        let now = context.clock.now
        let first = shelf.firstIndex(from: asked.from)
        let end = max(first, shelf.firstIndex(from: asked.to))
        var page: [BlobShelf.Blob] = []
        for index in first + min(start, end - first)..<end {
            let blob = shelf.blobs[index]
            guard blob.listed <= now, blob.created > now - 7 * 24 * Self.hour else { continue }
            if page.count == Self.pageSize { return (page, PageToken(position: index - first)) }
            page.append(blob)
        }
        return (page, nil)
    }

    private static func host(_ request: SimulatorRequest) -> String { "\(request.scheme)://\(request.authority)" }

    private func entry(_ blob: BlobShelf.Blob, _ content: ContentType, _ request: SimulatorRequest) -> JSONValue {
        let isForeign = board.hits(.foreignLink, scope: content.rawValue, key: blob.id)?.form == "content"
        if isForeign { board.noteEffect(of: .foreignLink) }
        let host = isForeign ? context.foreignAddress : Self.host(request)
        return [
            "contentType": .string(content.rawValue), "contentId": .string(blob.id),
            "contentUri": .string("\(host)/api/v1.0/\(Tenant.id)/activity/feed/audit/\(blob.id)"),
            "contentCreated": .string(Self.milliseconds(blob.created)),
            "contentExpiration": .string(Self.milliseconds(blob.created + 7 * 24 * Self.hour)),
        ]
    }

    private static func milliseconds(_ instant: Int64) -> String {
        var bytes: [UInt8] = []
        bytes.append(instant: instant, digits: 3)
        return String(decoding: bytes, as: UTF8.self) + "Z"
    }
}
