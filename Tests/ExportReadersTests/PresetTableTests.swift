import ExportReaders
import Testing

@Suite struct PresetTableTests {
    @Test(arguments: PresetSample.all)
    func isChosenForItsSample(_ test: PresetSample) throws {
        let choice = try FieldChooser(sample: test.sample).choose()
        #expect(choice.preset?.name == test.preset, "\(choice.reasons) \(choice.rivals)")
        #expect(choice.identified == 1 || !(choice.preset?.weakMatch.isEmpty ?? true))
        #expect(choice.mainTime?.found == 1)
        #expect(choice.confirmation == nil)
    }

    @Test func everyPresetHasASample() {
        let sampled = Set(PresetSample.all.map(\.preset))
        #expect(PresetTable.all.map(\.name).filter { !sampled.contains($0) } == [])
    }

    @Test func namesAreStableAndUnique() {
        let names = PresetTable.all.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(names.allSatisfy { $0.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "-" } })
    }

    @Test func everyPresetNamesTimeAndIDOrMatch() {
        for preset in PresetTable.all {
            #expect(!preset.times.isEmpty && !preset.title.isEmpty && preset.settleSeconds > 0, "\(preset.name)")
            #expect(!preset.ids.isEmpty || !preset.weakMatch.isEmpty, "\(preset.name)")
        }
    }

    @Test func pathsPrintBackAsTheyParse() throws {
        for preset in PresetTable.all {
            let paths = preset.ids.flatMap(\.paths) + preset.times.map(\.path) + preset.columns.values.flatMap(\.self)
            for path in paths {
                let again = try FieldPath(parsing: path.description)
                #expect(again == path)
            }
        }
    }

    @Test(arguments: [
        ("ndjson", ForcedFormat.ndjson), ("json", .json), ("csv", .csv), ("tsv", .tsv), ("nonsense", nil),
    ])
    func formatsByName(_ text: String, _ format: ForcedFormat?) {
        #expect(ForcedFormat(text) == format)
    }

    @Test func presetsByName() throws {
        let preset = try #require(PresetTable.named("okta-system-log"))
        #expect(ForcedFormat("okta-system-log") == .preset(preset))
        #expect(preset.settleSeconds == 3_600)
        #expect(PresetTable.named("graph-risk-detections")?.settleSeconds == 172_800)
        #expect(ForcedFormat.nearest(to: "okta-sytem-log") == "okta-system-log")
        #expect(ForcedFormat.nearest(to: "something else entirely") == nil)
    }

    @Test func capsBelongToTheirSurface() throws {
        let table = try #require(PresetTable.named("log-analytics-sign-ins"))
        #expect(table.caps.filter { $0.applies(to: .csv) }.map(\.rows) == [30_000])
        #expect(table.caps.filter { $0.applies(to: .table) }.map(\.rows) == [500_000])
        #expect(PresetTable.named("graph-sign-ins")?.caps == [])
        #expect(PresetTable.named("entra-interactive-csv")?.caps.map(\.rows) == [100_000])
    }
}
