import AuditModel
import Drift
import Testing

@Suite struct DelayAnalysisTests {
    private static func measurement(_ delays: [ObservedDelay]) -> DelayMeasurement {
        var measurement = DelayMeasurement()
        measurement.delays = delays
        return measurement
    }

    @Test func theOrderOfEventsMakesNoDifference() {
        let delays = DelayScene.lognormal(3_000, window: 2 * 86_400, median: 600, seed: 4)
        let reports = [delays, delays.reversed()].map { DelayAnalysis(Self.measurement($0), DelayQuestion()).report }
        #expect(reports[0] == reports[1])
        #expect(reports[0].count == delays.count)
    }

    @Test func typesAreToldApartMostEventsFirst() {
        let delays = (0..<400).map { index -> ObservedDelay in
            let isSlow = index % 4 == 0
            return DelayScene.delay(Double(index) * 100, isSlow ? 5_000 : 50, type: isSlow ? 1 : 2)
        }
        var measurement = Self.measurement(delays)
        measurement.scopes = [nil, Scope(field: "Workload", value: "Slow"), Scope(field: "Workload", value: "Quick")]
        let types = DelayAnalysis(measurement, DelayQuestion()).report.types
        #expect(types.map(\.scope.value) == ["Quick", "Slow"])
        let medians = types.compactMap(\.quantiles.first?.seconds)
        #expect(medians == [50, 5_000])
    }

    @Test func hoursWithFewEventsTakeTheFiguresOfAll() {
        let morning = (0..<500).map { DelayScene.delay(Double($0), 10) }
        let evening = (0..<20).map { DelayScene.delay(20 * 3_600 + Double($0), 900) }
        let hours = DelayAnalysis(Self.measurement(morning + evening), DelayQuestion()).report.hours
        #expect(hours.count == 24)
        #expect(hours[0].isPooled == false && hours[0].count == 500)
        #expect(hours[20].isPooled && hours[20].medianSeconds == 10)
    }

    @Test func fewEventsGiveCountsAndTheReason() {
        let report = DelayAnalysis(
            Self.measurement((0..<5).map { DelayScene.delay(Double($0), 1) }), DelayQuestion()
        ).report
        #expect(report.quantiles.isEmpty)
        #expect(report.recommended == nil)
        #expect(report.remarks.contains { $0.contains("too few") })
    }

    @Test func whatCannotBeSaidIsSaid() {
        var measurement = Self.measurement(
            DelayScene.lognormal(2_000, window: 86_400, median: 600, seed: 9) + [
                DelayScene.delay(100, -30, until: 86_400)
            ])
        measurement.clockOffset = -2.5
        measurement.leftOut = 7
        measurement.knowsEnd = false
        measurement.pollDrifts = [100, 500, 300]
        let report = DelayAnalysis(measurement, DelayQuestion()).report
        for words in ["beyond", "cannot be bounded", "1 events were visible before", "behind", "7 events", "asked"] {
            #expect(report.remarks.contains { $0.contains(words) }, "\(words)")
        }
        #expect(report.early == 1)
        #expect(report.pollDrift == .init(polls: 3, medianSeconds: 300, mostSeconds: 500))
    }

    @Test func quantilesWaitForTheEventsTheyTake() {
        let shares = [20, 100, 1_000].map { count in
            DelayAnalysis(Self.measurement((0..<count).map { DelayScene.delay(Double($0), 1) }), DelayQuestion())
                .report.quantiles.map(\.share)
        }
        #expect(shares == [[0.5], [0.5, 0.9, 0.99], [0.5, 0.9, 0.99, 0.999]])
    }

    @Test func horizonsAreThoseThatCouldBeBounded() {
        var question = DelayQuestion()
        question.missShare = 0.01
        let report = DelayAnalysis(
            Self.measurement((0..<5_000).map { DelayScene.delay(Double($0) * 60, Double($0 % 90)) }), question
        ).report
        let horizons = DelayAnalysis.horizons(report, source: "m365", measured: 0)
        #expect(horizons.map(\.seconds) == [120])
        #expect(horizons.allSatisfy { $0.isValid(at: 29 * 86_400 * DelayScene.second) })
        #expect(!horizons.contains { $0.isValid(at: 31 * 86_400 * DelayScene.second) })
    }

    @Test func aHorizonIsRefutedByEventsThatComeLater() {
        let delays = (0..<5_000).map { DelayScene.delay(Double($0) * 60, $0 % 20 == 0 ? 900 : 30) }
        let report = DelayAnalysis(Self.measurement(delays), DelayQuestion()).report
        let horizons = [120, 600, 1_200].map {
            MeasuredHorizon(source: "m365", type: nil, seconds: $0, missShare: 1e-4, events: 1, measured: 0)
        }
        #expect(DelayAnalysis.refuted(horizons, by: report).map(\.seconds) == [120, 600])
    }
}
