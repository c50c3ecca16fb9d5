/// Seeds of trials, of which several are run side by side.
struct Seeds: Sendable {
    let count: Int
    let jobs: Int

    /// What each seed gives, in their order.
    func map<Value: Sendable>(_ trial: @escaping @Sendable (UInt64) -> Value) async -> [Value] {
        await withTaskGroup(of: (Int, Value).self) { group in
            var (results, next) = ([(Int, Value)](), 0)
            func start() {
                guard next < count else { return }
                let seed = next
                group.addTask { (seed, await Self.run(seed, trial)) }
                next += 1
            }
            for _ in 0..<max(1, jobs) { start() }
            while let result = await group.next() {
                results.append(result)
                start()
            }
            return results.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    /// Off the caller's executor, so that trials run side by side.
    @concurrent private static func run<Value: Sendable>(
        _ seed: Int, _ trial: @Sendable (UInt64) -> Value
    ) async -> Value { trial(UInt64(seed)) }
}
