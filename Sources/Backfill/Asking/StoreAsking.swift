package import AuditModel
import ByteScan
import Pulling
import Recordings
package import SIEMStores
package import Transport

/// Asks a SIEM for events by their ids, as an audit does for those it did not find.
package struct StoreAsking: TargetAsking {
    private let store: any SIEMStore
    private let asking: any ServiceAsking
    private let window: TimeWindow

    package var most: Int { store.lookup.most }
    package var parallel: Int { max(store.traits.parallel, 1) }
    package let isImmediate = false
    package let isCheap = true
    package let showsNewEvents = true

    /// - Parameters:
    ///   - asking: the SIEM's client.
    ///   - window: of the audit; the SIEM says how far around it is looked.
    package init(_ store: any SIEMStore, _ asking: any ServiceAsking, around window: TimeWindow) {
        self.store = store
        self.asking = asking
        self.window = window
    }

    package func held(_ ids: [[String]]) async throws -> [HeldEvent] {
        do {
            return try await answer(ids)
        } catch let failure as TransportFailure where failure.kind == .shrink && ids.count > 1 {
            let middle = ids.count / 2
            return try await held(Array(ids[..<middle])) + held(Array(ids[middle...]))
        }
    }

    private func answer(_ ids: [[String]]) async throws -> [HeldEvent] {
        var numbers: [String: [Int]] = [:]
        for (number, id) in ids.enumerated() { numbers[NormalID.text(id), default: []].append(number) }
        var held = ids.map { _ in HeldEvent() }
        let question = SliceQuestion(scope: nil, window: window, pageSize: ids.count)
        let pages = LookupSource(store, ids: ids, around: window).pages(of: question, from: nil, asking)
        do {
            while let page = try await pages.next() {
                if let flaw = page.flaw { throw BackfillFault.notAnswered(flaw.detail) }
                for line in page.lines.split(separator: 0x0A) {
                    let (id, event) = Self.event(Array(line))
                    for number in numbers[NormalID.text(id)] ?? [] { held[number].add(event) }
                }
            }
        } catch {
            await pages.close()
            throw error
        }
        await pages.close()
        return held
    }

    /// The id of a ``StoredEvent``, and what it says of the event.
    private static func event(_ line: [UInt8]) -> (id: [String], event: HeldEvent) {
        var event = HeldEvent()
        // Stores write these lines themselves.
        guard let tree = try? JSONTree(parsing: line) else { return ([], event) }
        event.count = 1
        event.time = tree["time"]?.scalarBytes.flatMap { TimestampReader(zone: .utc).read($0.span) }
        event.length = tree["length"]?.scalarBytes.flatMap { Int(String(decoding: $0, as: UTF8.self)) }
        event.isCut = tree["cut"] == .bool(true)
        event.texts = [tree["text"]?.scalarBytes].compactMap(\.self)
        let id = tree["id"]
        return (id?.elements?.compactMap(\.text) ?? [id?.text].compactMap(\.self), event)
    }
}

extension HeldEvent {
    /// Takes one more record of the event; the one that holds most of it counts.
    mutating func add(_ other: HeldEvent) {
        let isFirst = count == 0
        count += other.count
        if isFirst || isCut && !other.isCut { (time, isCut) = (other.time, other.isCut) }
        length = [length, other.length].compactMap(\.self).max()
        texts += other.texts
    }
}
