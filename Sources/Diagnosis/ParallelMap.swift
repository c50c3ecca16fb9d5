import Synchronization

/// How pieces of work that do not depend on each other are done: one after the other, or on threads of the caller's.
package struct ParallelMap: Sendable {
    /// Calls the work once for each number below the count, in any order, and returns when all are done.
    package typealias Run = @Sendable (_ count: Int, _ work: @escaping @Sendable (Int) -> Void) -> Void

    /// One after the other.
    package static let serial = ParallelMap { count, work in for number in 0..<count { work(number) } }

    private let run: Run

    /// Does pieces of work by a function.
    package init(_ run: @escaping Run) { self.run = run }

    /// The results in the order of the items, whoever was done first.
    ///
    /// Work begins with the last item: a dear one that begins when all others are done has everybody wait for it, and the
    /// causes that all events are looked through for are listed behind the more specific ones.
    func map<Item: Sendable, Result: Sendable>(
        _ items: [Item], _ transform: @escaping @Sendable (Item) -> Result
    ) -> [Result] {
        let results = Mutex([Result?](repeating: nil, count: items.count))
        run(items.count) { number in
            let place = items.count - 1 - number
            let result = transform(items[place])
            results.withLock { $0[place] = result }
        }
        return results.withLock { $0 }.compactMap(\.self)
    }
}
