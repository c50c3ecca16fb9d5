import AuditModel
import TestKit
import Testing

@testable import Reconcile

struct PartCoverTests {
    @Test(arguments: 0..<50 as Range<UInt64>)
    func agreesWithThePartsThemselves(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let end = { (random: inout SplitMix) in random.once(in: 6) ? nil : Int64.random(in: 0...30, using: &random) }
        let parts = (0..<Int(seed % 7)).map { _ in
            let scope = random.once(in: 2) ? nil : Self.scope(of: UInt16.random(in: 0...2, using: &random))
            return UnknownPart(
                side: .siem, from: end(&random), to: end(&random), scope: scope, reason: "timeout", detail: "")
        }
        var cover = PartCover(parts, scopeName: Self.scope)
        for code in 0...3 as ClosedRange<UInt16> {
            for time in [nil, .min, .max - 1] + (-1...31).map(Optional.init) as [Int64?] {
                let expected = parts.contains { $0.covers(time, scope: Self.scope(of: code)) }
                #expect(cover.covers(time, scope: code) == expected, "\(code) \(String(describing: time)) \(parts)")
            }
        }
    }

    private static func scope(of code: UInt16) -> Scope? {
        code == 0 ? nil : Scope(field: "Workload", value: "\(code)")
    }
}
