import Foundation
import Testing
import Transport

@testable import EventSources

/// The reference of the language against the language.
struct SourceReferenceTests {
    private static let reference: String = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return (try? String(contentsOf: root.appending(path: ".github/SOURCES.md"), encoding: .utf8)) ?? ""
    }()

    private static var words: [String] {
        SourceDecoder.userKeys + PagingRule.Style.allCases.map(\.rawValue) + PagingRule.Stop.allCases.map(\.rawValue)
            + TimeForm.allCases.map(\.rawValue) + WindowRule.Bound.allCases.map(\.rawValue)
            + RecordRule.Form.allCases.map(\.rawValue) + SettingRule.Form.allCases.map(\.rawValue)
            + TransportFailure.Kind.allCases.map(\.rawValue) + ThrottleRules.Wait.Unit.allCases.map(\.rawValue)
    }

    @Test func everyWordOfTheLanguageIsInItsReference() {
        let known = Set(
            Self.reference.split { !$0.isLetter && !$0.isNumber && $0 != "-" && $0 != "_" }.map(String.init))
        for word in Self.words { #expect(known.contains(word), "\(word)") }
    }
}
