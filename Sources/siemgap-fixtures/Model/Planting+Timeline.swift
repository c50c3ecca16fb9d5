import AuditModel

extension Planting {
    /// Makes up the events.
    func timeline(_ generator: inout SeededGenerator) -> Timeline {
        var number = 0
        func make(_ time: Int64, _ generator: inout SeededGenerator) -> Event {
            number += 1
            return service.event(&generator, number: number - 1, time: time)
        }
        var timeline = Timeline()
        let (first, last) = (window?.from ?? start, window?.to ?? start + span)
        timeline.before = (0..<outside).map { make(first - Int64(outside - $0) * 30 * Instants.minute, &generator) }
        timeline.core = coreTimes(&generator).map { make($0, &generator) }
        timeline.after = (0..<outside).map { make(last + Int64($0) * 30 * Instants.minute, &generator) }
        for index in 0..<extras {
            timeline.extras.append(make(between(index * 7 + 5, timeline.core), &generator))
        }
        for index in 0..<strays {
            let time = index % 2 == 0 ? first - 10 * Instants.minute : last + 10 * Instants.minute
            timeline.extras.append(make(time + Int64(index) * 7 * Instants.second, &generator))
        }
        for index in 0..<authorityUnidentified + siemUnidentified {
            timeline.unknown.append(make(between(index * 9 + 4, timeline.core), &generator))
        }
        return timeline
    }

    /// Halfway between two neighbours, cut to whole seconds.
    private func between(_ index: Int, _ events: [Event]) -> Int64 {
        let low = events[index % (events.count - 1)].time
        let high = events[index % (events.count - 1) + 1].time
        return (low + (high - low) / 2) / Instants.second * Instants.second
    }

    /// The first is exactly at the start, so that an inclusive lower bound is tried.
    private func coreTimes(_ generator: inout SeededGenerator) -> [Int64] {
        let first = window?.from ?? start
        let step = (window.map(\.length) ?? span) / Int64(max(1, events)) / Instants.second
        return (0..<events).map { index in
            let seconds = Int64(index) * step + (index == 0 ? 0 : Int64(generator.below(max(1, Int(step) / 2))))
            let units = index == 0 ? 0 : Int64(generator.below(Int(Instants.second / service.precision.nanoseconds)))
            return first + seconds * Instants.second + units * service.precision.nanoseconds
        }
    }
}
