import AuditModel
import SIEMStores
import Settings
import Synchronization
import Transport

@testable import Backfill

/// A target that keeps what it is sent, and does what a test says.
final class ScriptedTarget: EventDelivery, TargetAsking {
    /// What it does with a batch.
    enum Act: Sendable {
        case take
        /// The answer is lost after it was stored.
        case storeInDoubt
        /// The connection is lost before it was stored.
        case dropInDoubt
        /// It takes nothing at the moment.
        case busy
        /// It acknowledges and stores nothing.
        case loseQuietly
        case refuse(Set<String>)
        /// The connection broke before: so many of the events sent last were lost.
        case breakEarlier(Int)
        case stop
    }

    private struct State {
        var stored: [String: [DeliveryEvent]] = [:]
        var held: [String: HeldEvent] = [:]
        var batches: [[String]] = []
        var questions = 0
        var lostAtEnd = 0
    }

    let traits: DeliveryTraits
    /// Itself, where it can be asked.
    var asking: (any TargetAsking)? { canBeAsked ? self : nil }
    let most = 4
    let parallel = 2
    let isImmediate: Bool
    let isCheap = true
    let showsNewEvents = true
    private let canBeAsked: Bool
    private let script: @Sendable (Int) -> Act
    /// Whether the end of a connection tells what was read; where not, all that was sent since is in doubt.
    let confirmsReading: Bool
    private let state = Mutex(State())

    /// - Parameter script: what it does with a batch, by its number from 0.
    init(
        refusesRepeats: Bool = false, canBeAsked: Bool = true, isImmediate: Bool = false,
        acknowledgement: DeliveryTraits.Acknowledgement = .received, lostAtEnd: Int = 0,
        confirmsReading: Bool = true, batchesAtOnce: Int = 1,
        limits: (inout DeliveryLimits) -> Void = { _ in }, script: @escaping @Sendable (Int) -> Act = { _ in .take }
    ) {
        var traits = DeliveryTraits(
            kind: .hec, address: "https://lake.example:8088", index: "main", acknowledgement: acknowledgement)
        traits.refusesRepeats = refusesRepeats
        traits.limits.batchEvents = 3
        limits(&traits.limits)
        traits.batchesAtOnce = batchesAtOnce
        self.traits = traits
        self.confirmsReading = confirmsReading
        self.canBeAsked = canBeAsked
        self.isImmediate = isImmediate
        state.withLock { $0.lostAtEnd = lostAtEnd }
        self.script = script
    }

    /// How often each event is stored.
    var copies: [String: Int] { state.withLock { $0.stored.mapValues(\.count) } }
    /// Ids of the batches that came, in order.
    var batches: [[String]] { state.withLock(\.batches) }
    var questions: Int { state.withLock(\.questions) }

    /// Puts an event there as if it had come another way.
    func put(_ id: String, _ change: (inout HeldEvent) -> Void = { _ in }) {
        var held = HeldEvent()
        held.count = 1
        change(&held)
        state.withLock { $0.held[id] = held }
    }

    func examination() async throws(TransportFailure) -> DeliveryExamination { DeliveryExamination() }

    /// Loses the events sent last, once.
    func drain() async -> Int {
        state.withLock { state in
            guard confirmsReading else { return state.batches.joined().count }
            for id in state.batches.joined().suffix(state.lostAtEnd) { state.stored[id] = nil }
            defer { state.lostAtEnd = 0 }
            return state.lostAtEnd
        }
    }

    func close() async {}

    func send(_ batch: [DeliveryEvent]) async -> DeliveryReceipt {
        state.withLock { state in
            let act = script(state.batches.count)
            state.batches.append(batch.map(\.id))
            func store(_ event: DeliveryEvent) -> DeliveryFate {
                if traits.refusesRepeats, state.stored[event.id] != nil { return .present }
                state.stored[event.id, default: []].append(event)
                return .taken
            }
            switch act {
            case .take: return DeliveryReceipt(batch.map(store))
            case .storeInDoubt:
                for event in batch { _ = store(event) }
                return DeliveryReceipt(batch.map { _ in .doubtful("no answer") })
            case .dropInDoubt: return DeliveryReceipt(batch.map { _ in .doubtful("connection lost") })
            case .busy: return DeliveryReceipt(batch.map { _ in .unsent })
            case .loseQuietly: return DeliveryReceipt(batch.map { _ in .taken })
            case .refuse(let ids):
                return DeliveryReceipt(
                    batch.map { ids.contains($0.id) ? .refused(code: "6", words: "=no, \"never\"") : store($0) })
            case .breakEarlier(let count):
                for id in state.batches.dropLast().joined().suffix(count) { state.stored[id] = nil }
                return DeliveryReceipt(batch.map(store), earlierInDoubt: count)
            case .stop:
                let problem = Problem(.error, "E-AUTH-SECRET", "the token was refused", fix: "renew it")
                return DeliveryReceipt(
                    batch.map { _ in .unsent }, stop: TransportFailure(.unauthorized, host: "lake", problem: problem))
            }
        }
    }

    func held(_ ids: [[String]]) async throws -> [HeldEvent] {
        state.withLock { state in
            state.questions += 1
            return ids.map { id in
                if let held = state.held[id[0]] { return held }
                var held = HeldEvent()
                guard let stored = state.stored[id[0]], let event = stored.first else { return held }
                held.count = stored.count
                held.time = event.time.map { EventTime(nanoseconds: $0, precision: .second) }
                held.length = event.record.count
                return held
            }
        }
    }
}
