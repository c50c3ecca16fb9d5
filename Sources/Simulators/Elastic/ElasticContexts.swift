import Synchronization

/// Points in time and scrolls that clients opened and have not freed.
final class ElasticContexts: Sendable {
    /// What one of them holds.
    struct Context: Sendable {
        /// The instant whose documents it shows, nanoseconds since the Unix epoch.
        let visibleUntil: Int64
        /// When nobody needs it any more, by the host's clock.
        var expires: Int64
        /// How long it is kept from a request on, nanoseconds.
        var keep: Int64
        /// Pages given.
        var pages = 0
        /// The search of a scroll, and the documents it has not given yet.
        var scroll: (search: ElasticSearch, total: Int, rest: ArraySlice<Int>)?
    }

    /// The name of the shelf, which tells its ids from those of others at the same address.
    private let name: String
    private let state = Mutex<(open: [Int: Context], next: Int, serial: Int)>(([:], 1, 0))

    init(_ name: String) { self.name = name }

    /// How many are open at an instant of the host's clock.
    func count(at now: Int64) -> Int { state.withLock { $0.open.values.count { $0.expires > now } } }

    /// Keeps a context.
    ///
    /// - Returns: its id.
    func open(_ context: Context) -> String {
        let (number, serial) = state.withLock { state in
            let number = state.next
            state.next += 1
            state.serial += 1
            state.open[number] = context
            return (number, state.serial)
        }
        return id(number, serial)
    }

    /// Looks a context up and keeps it for longer; nil for an id of another shelf.
    ///
    /// - Returns: the context, with the page that is about to be given counted, and its next id.
    func use(
        _ id: String, keep: Int64?, now: Int64, _ change: (inout Context) -> Void = { _ in }
    ) throws(ElasticError) -> (Context, next: String) {
        let found: (Context, Int)? = state.withLock { state in
            state.open = state.open.filter { $0.value.expires > now }
            guard let number = number(id), var context = state.open[number] else { return nil }
            context.keep = keep ?? context.keep
            context.expires = now + context.keep
            context.pages += 1
            let given = context
            change(&context)
            state.open[number] = context
            state.serial += 1
            return (given, state.serial)
        }
        guard let found, let number = number(id) else { throw .missingContext }
        return (found.0, self.id(number, found.1))
    }

    /// Frees a context.
    ///
    /// - Returns: whether there was one.
    func close(_ id: String) -> Bool {
        guard let number = number(id) else { return false }
        return state.withLock { $0.open.removeValue(forKey: number) != nil }
    }

    /// Frees all.
    ///
    /// - Returns: how many there were.
    func closeAll() -> Int {
        state.withLock { state in
            defer { state.open = [:] }
            return state.open.count
        }
    }

    /// Whether an id is one of this shelf's.
    func owns(_ id: String) -> Bool { number(id) != nil }

    private func id(_ number: Int, _ serial: Int) -> String {
        Base64URL.text(of: Array("\(name)|\(number)|\(serial)".utf8))
    }

    private func number(_ id: String) -> Int? {
        guard let bytes = Base64URL.bytes(of: id) else { return nil }
        let parts = String(decoding: bytes, as: UTF8.self).split(separator: "|")
        return parts.count == 3 && parts[0] == name ? Int(parts[1]) : nil
    }

    /// A time unit as both products write it: `30s`, `5m`, `1h`, `1d`; nil for anything else.
    static func span(_ text: String) -> Int64? {
        let units: [(String, Int64)] = [
            ("ms", 1_000_000), ("s", 1_000_000_000), ("m", 60_000_000_000), ("h", 3_600_000_000_000),
            ("d", 86_400_000_000_000),
        ]
        for (unit, length) in units where text.hasSuffix(unit) {
            guard let number = Int64(text.dropLast(unit.utf8.count)), number > 0 else { continue }
            return number &* length
        }
        return nil
    }
}
