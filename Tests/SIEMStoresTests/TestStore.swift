import AuditModel
import Pulling
import Recordings
import SIEMStores
import Settings
import Testing
import Transport

/// A store made of settings as a file has them, and all that its pages give.
enum TestStore {
    /// What asking came to.
    struct Answer {
        var lines: [String] = []
        var flaws: [RecordedPage.Flaw] = []
        var failure: TransportFailure?
        var expected: Int?
    }

    static let host = "https://siem.test"
    static let question = SliceQuestion(
        scope: nil, window: TimeWindow(from: 1_000_000_000_000, to: 2_000_000_000_000), pageSize: 3)

    /// Every credential is the name of what needs it.
    static func make(_ settings: String, whole: Bool = false) throws -> MadeStore {
        let text =
            "schema: 1\nsiems:\n  test:\n"
            + settings.split(separator: "\n").map { "    \($0)\n" }.joined()
        let node = try SettingsNode(parsing: text, file: "siemgap.yaml")
        let named = try #require(try Configuration(node: node, now: 0).siems.first)
        let outside = SourceMaking(resolve: { _, purpose in Secret(purpose) }, wait: { _ in })
        return try StoreRegistry.store(named, making: StoreMaking(outside, asksWhole: whole))
    }

    /// Asks for all pages and frees what is held.
    static func all(_ pages: any SourcePages) async -> Answer {
        var answer = Answer()
        do throws(TransportFailure) {
            while let page = try await pages.next() {
                answer.lines += String(decoding: page.lines, as: UTF8.self).split(separator: "\n").map(String.init)
                answer.flaws += [page.flaw].compactMap(\.self)
                answer.expected = page.expected ?? answer.expected
            }
        } catch {
            answer.failure = error
        }
        await pages.close()
        return answer
    }

    /// What the settings are refused for; nil when they are good.
    static func refusal(_ settings: String) -> String? {
        do {
            _ = try make(settings)
            return nil
        } catch let fault as SettingsFault {
            return fault.problem.what
        } catch {
            return "\(error)"
        }
    }
}
