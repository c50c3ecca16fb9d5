import AuditModel
import ExportReaders
import Testing

/// What a file's id is where the other side names its own.
@Suite struct FieldChooserExpectedTests {
    /// Records of no preset whose ids come twice, as a collector without de-duplication stores them.
    private static let twice = FieldChooserTests.json(
        (0..<40).map { #"{"id":"\#($0 / 2)","created_at":"2026-01-01T00:00:00Z","note":"n\#($0)"}"# })

    private static func overrides(_ parts: [FieldPath], isMade: Bool = false) -> FieldOverrides {
        var overrides = FieldOverrides()
        overrides.expected = ExpectedID(parts: parts, isMade: isMade)
        return overrides
    }

    @Test func theOtherSidesIDIsTakenHoweverOftenItRepeats() throws {
        #expect(throws: FieldChoiceError.self) { try FieldChooser(sample: Self.twice).choose() }
        let choice = try FieldChooser(sample: Self.twice, overrides: Self.overrides(["id"])).choose()
        #expect(choice.mainID?.field == "id" && choice.identified == 40 && choice.distinct == 20)
        #expect(!choice.isGuess)
    }

    @Test func anIDThatIsHardlyThereIsNotTaken() {
        let error = #expect(throws: FieldChoiceError.self) {
            try FieldChooser(sample: Self.twice, overrides: Self.overrides(["uuid"])).choose()
        }
        #expect(error?.reason == .noID)
    }

    @Test func aPresetKnowsBetter() throws {
        let okta = FieldChooserTests.json([
            #"{"uuid":"a","id":"b","published":"2026-01-01T00:00:05Z","eventType":"e","actor":{"alternateId":"b"}}"#
        ])
        let choice = try FieldChooser(sample: okta, overrides: Self.overrides(["id"])).choose()
        #expect(choice.mainID?.field == "uuid")
    }

    @Test func anIDMadeFromTheWholeRecordIsNoOtherField() throws {
        let made = Self.overrides(["@siemgap_id"], isMade: true)
        let error = #expect(throws: FieldChoiceError.self) {
            try FieldChooser(sample: Self.twice, overrides: made).choose()
        }
        #expect(error?.reason == .noID && error?.problem.fix?.contains("--match") == true)
        var matching = made
        matching.match = ["note"]
        let choice = try FieldChooser(sample: Self.twice, overrides: matching).choose()
        #expect(choice.identified == 0 && choice.match == ["note"])
        let kept = FieldChooserTests.json([#"{"@siemgap_id":"a","time":"2026-01-01T00:00:00Z"}"#])
        #expect(try FieldChooser(sample: kept, overrides: made).choose().identified == 1)
    }
}
