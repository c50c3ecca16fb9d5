import AuditModel
import ByteScan
import Testing

struct TimestampSurveyTests {
    private func survey(_ values: [String], from start: Int = 0) -> TimestampSurvey {
        var survey = TimestampSurvey()
        for (index, value) in values.enumerated() { survey.observe(Array(value.utf8).span, order: start + index) }
        return survey
    }

    @Test(arguments: [
        ("2026-11-14T02:00:00Z", TimestampForm.iso), ("2026-11-14 02:00:00", .isoSpaced), ("2026-11-14", .dateOnly),
        ("2026-11-14T02:00:00.0Z ", .iso), ("2026-11-14 02:00:00 CET", .isoSpaced), ("2026/11/14 02:00", .yearSlashed),
        ("2026/11/14", .dateOnly), ("11/04/2026, 2:00:00 AM", .slashed), ("14.11.2026 02:00:00", .dotted),
        ("Nov 14, 2026 @ 02:00:00.000", .monthNamed), ("14 Nov 2026 02:00:00", .dayMonthNamed),
        ("Nov 14 02:00:00", .syslog), ("Feb 29 02:00:00", .syslog), ("1794621600", .epochSeconds),
        ("1794621600000", .epochMilliseconds), ("1794621600000000", .epochMicroseconds),
        ("1794621600000000000", .epochNanoseconds), ("/Date(1794621600000)/", .dotNet),
    ])
    func eachFormIsCounted(_ text: String, _ form: TimestampForm) {
        let survey = survey([text])
        #expect(survey.tally(form).count == 1 && survey.readableCount == 1)
        #expect(survey.tally(form).example == text)
        #expect(survey.needsYear == (form == .syslog))
    }

    @Test func theExampleOfEachFormIsOfThatForm() {
        for form in TimestampForm.allCases { #expect(survey([form.example]).tally(form).count == 1, "\(form)") }
    }

    @Test(arguments: [
        (["1/2/2026", "13/2/2026"], TimestampSurvey.DayOrderEvidence.dayFirst, DayOrder.dayFirst),
        (["1/2/2026", "2/13/2026"], .monthFirst, .monthFirst),
        (["1/2/2026", "3/4/2026"], .undecided, .undecided),
        (["1/1/2026", "4/4/2026"], .none, .undecided),
        (["13/2/2026", "2/13/2026"], .contradictory, .undecided),
        (["14.11.2026", "11.04.2026"], .none, .undecided),
        (["2026-11-14T02:00:00Z"], .none, .undecided),
        (["13/13/2026", "30/2/2026 01:00"], .none, .undecided),
    ])
    func orderOfDayAndMonth(_ values: [String], _ evidence: TimestampSurvey.DayOrderEvidence, _ order: DayOrder) {
        #expect(survey(values).dayOrderEvidence == evidence)
        #expect(survey(values).dayOrder == order)
    }

    @Test func contradictionsNameBothValues() {
        let survey = survey(["1/2/2026", "13/2/2026", "2/13/2026", "2/14/2026"])
        #expect(survey.dayFirst.example == "13/2/2026" && survey.dayFirst.count == 1)
        #expect(survey.monthFirst.example == "2/13/2026" && survey.monthFirst.count == 2)
        #expect(survey.undecided.example == "1/2/2026" && survey.undecided.count == 1)
    }

    @Test func zonesPrecisionAndTheUnreadable() {
        let survey = survey([
            "2026-11-14T02:00:00Z", "2026-11-14T02:00:00.123", "2026-11-14 02:00:00 CET", "n/a", " ", "",
            "2026-11-14T25:00:00Z",
        ])
        #expect(survey.zoneless.count == 2 && survey.zoneless.example == "2026-11-14T02:00:00.123")
        #expect(survey.abbreviated.count == 1)
        #expect(survey.finest == .milliseconds && survey.coarsest == .second)
        #expect(survey.unreadable.count == 2 && survey.unreadable.example == "n/a" && survey.empty.count == 2)
        #expect(survey.readableCount == 3)
    }

    @Test func anyOrderOfMergingGivesTheSame() {
        var random = TimestampSamples(seed: 21)
        let texts = TimestampForm.allCases.map(\.example) + ["", "x", "13/2/2026", "1/2/2026", "2026-11-14 02:00 IST"]
        let values = (0..<400).map { _ in texts[Int.random(in: 0..<texts.count, using: &random)] }
        let whole = survey(values)
        for _ in 0..<20 {
            var parts: [TimestampSurvey] = []
            var start = 0
            while start < values.count {
                let end = min(values.count, start + Int.random(in: 1...90, using: &random))
                parts.append(survey(Array(values[start..<end]), from: start))
                start = end
            }
            parts.shuffle(using: &random)
            var merged = TimestampSurvey()
            for part in parts { merged.merge(part) }
            #expect(merged == whole)
        }
    }

    @Test func examplesAreCutAndMergingEmptySurveysChangesNothing() {
        let long = String(repeating: "x", count: 1000)
        var survey = survey([long])
        #expect(survey.unreadable.example?.utf8.count == 64)
        let before = survey
        survey.merge(TimestampSurvey())
        #expect(survey == before)
    }
}
