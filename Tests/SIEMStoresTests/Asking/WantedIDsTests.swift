import Testing

@testable import SIEMStores

struct WantedIDsTests {
    private static let guid = "7d3e0a1b-0000-4000-8000-00000000beef"

    @Test(arguments: [
        (guid, true), (guid.uppercased(), true), ("{\(guid)}", true), (guid.filter { $0 != "-" }, true),
        (" \(guid) ", true), (guid + "0", false), ("Directory_a-b_C", true), ("directory_a-b_c", false), ("", false),
    ])
    func onlyGUIDsHaveSeveralSpellings(_ id: String, _ isWanted: Bool) {
        #expect(WantedIDs([[Self.guid], ["Directory_a-b_C"]]).contains([id]) == isWanted)
    }

    @Test func thePatternFindsEverySpelling() throws {
        let wanted = WantedIDs([[Self.guid], ["a.b+c"], ["2026", "the longer part"]])
        let pattern = try Regex(wanted.pattern)
        for text in [
            #"{"Id":"\#(Self.guid.uppercased())"}"#, Self.guid.filter { $0 != "-" }, "x a.b+c y", "The Longer Part",
        ] {
            #expect(text.firstMatch(of: pattern) != nil, "\(text)")
        }
        #expect("aXb+c".firstMatch(of: pattern) == nil)
        #expect(wanted.contains(["2026", "the longer part"]))
        #expect(!wanted.contains(["the longer part"]))
    }

    @Test func emptyIDsAreNotLookedFor() { #expect(WantedIDs([[""], []]).tellingParts.isEmpty) }
}
