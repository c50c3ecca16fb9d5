import AuditModel
import CryptoExtras
import EventSources
import TestKit
import Testing

/// What the digest chain finds out.
struct TrailChainTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var plan = TrailScene.Plan()
        var damage: @Sendable (TrailScene) throws -> Void = { _ in }
        /// The hours that are no longer whole.
        let hours: [Int]
        /// Words of their flaw, the file's name among them.
        let words: [String]
        var records = 16
    }

    @Test(arguments: logCases + digestCases + signatureCases)
    func damageSpoilsItsHoursAndNamesTheFile(_ test: Case) async throws {
        let scene = try TrailScene(test.plan)
        try test.damage(scene)
        let pull = try await scene.pull()
        #expect(pull.flaws.keys.sorted() == test.hours)
        for word in test.words {
            #expect(pull.flaws.values.contains { $0.contains(word) }, "\(word) in \(pull.flaws)")
        }
        #expect(pull.lines.count == test.records)
    }

    static let logCases = [
        Case(testDescription: "an unbroken chain", hours: [], words: []),
        Case(
            testDescription: "a log file that is gone", damage: { try $0.remove(TrailScene.logKey(1, 40)) }, hours: [1],
            words: [TrailScene.logKey(1, 40), "not in the folder"], records: 14),
        Case(
            testDescription: "a log file with another record",
            damage: {
                try $0.store(TrailScene.records(2, 10).replacing("1.50", with: "1.51"), at: TrailScene.logKey(2, 10))
            },
            hours: [2], words: [TrailScene.logKey(2, 10), "is not what its digest says"]),
        Case(
            testDescription: "a log file in another folder",
            damage: {
                let key = TrailScene.logKey(2, 10)
                try $0.move(key, to: key.replacing("2026/01/01", with: "2026/01/02"))
            }, hours: [2], words: ["does not lie where its digest says"]),
        Case(
            testDescription: "a log file whose gzip data is cut",
            damage: { scene in
                let bytes = StoredGzip.member(Array(TrailScene.records(3, 10).utf8))
                try scene.storeRaw(Array(bytes.dropLast(20)), at: TrailScene.logKey(3, 10))
            }, hours: [3], words: [TrailScene.logKey(3, 10), "gzip"], records: 15),
    ]

    static let digestCases = [
        Case(
            testDescription: "a digest that is gone from the middle",
            damage: { try $0.remove(TrailScene.digestKey(1)) }, hours: [1],
            words: [TrailScene.digestKey(1), "not in the folder"]),
        Case(
            testDescription: "the oldest digest is gone", damage: { try $0.remove(TrailScene.digestKey(0)) },
            hours: [0],
            words: [TrailScene.digestKey(0)]),
        Case(
            testDescription: "the two newest digests are gone",
            damage: {
                try $0.remove(TrailScene.digestKey(2))
                try $0.remove(TrailScene.digestKey(3))
            }, hours: [3], words: [TrailScene.digestKey(1), "is the last digest"]),
        Case(
            testDescription: "a digest that is no JSON",
            damage: { try $0.store("{\"digestEndTime\":", at: TrailScene.digestKey(1)) }, hours: [1],
            words: [TrailScene.digestKey(1), "no whole digest"]),
        Case(
            testDescription: "a digest that lies somewhere else",
            damage: {
                let key = TrailScene.digestKey(1)
                try $0.move(key, to: key.replacing("2026/01/01", with: "2026/01/02"))
                try $0.move(key + ".signature", to: key.replacing("2026/01/01", with: "2026/01/02") + ".signature")
            }, hours: [1], words: ["does not lie where it says of itself"]),
        Case(
            testDescription: "a chain that begins anew without a gap", plan: .init(restarts: [2]), hours: [2],
            words: [TrailScene.digestKey(2), "names none before it"]),
        Case(
            testDescription: "a chain that was off for an hour", plan: .init(digests: [0, 2, 3], restarts: [2]),
            hours: [1], words: [TrailScene.digestKey(2), "names none before it"]),
    ]

    static let signatureCases = [
        Case(
            testDescription: "a changed digest, its signature left as it was",
            damage: { scene in
                let path = scene.path + "/" + TrailScene.digestKey(1)
                let text = try scene.text(ofStored: path).replacing("SHA256withRSA", with: "SHA256withRSB")
                try scene.store(text, at: TrailScene.digestKey(1))
            }, hours: [1], words: [TrailScene.digestKey(1), "not what the one after it says"]),
        Case(
            testDescription: "a signature of something else",
            damage: { scene in
                let other = try scene.text(of: TrailScene.digestKey(0) + ".signature")
                try scene.storeRaw(Array(other.utf8), at: TrailScene.digestKey(3) + ".signature")
            }, hours: [3], words: [TrailScene.digestKey(3), "does not fit"]),
        Case(
            testDescription: "a newest digest without a signature",
            damage: { try $0.remove(TrailScene.digestKey(3) + ".signature") }, hours: [3],
            words: [TrailScene.digestKey(3), "the signature"]),
        Case(
            testDescription: "an older digest without a signature, which the next one repeats",
            damage: { try $0.remove(TrailScene.digestKey(1) + ".signature") }, hours: [], words: []),
        Case(
            testDescription: "a signature in the object's metadata",
            damage: { scene in
                let key = TrailScene.digestKey(3)
                let hex = try scene.text(of: key + ".signature")
                try scene.remove(key + ".signature")
                try scene.storeRaw(Array(#"{"Metadata":{"signature":"\#(hex)"}}"#.utf8), at: key + ".metadata")
            }, hours: [], words: []),
        Case(
            testDescription: "public keys of someone else",
            damage: { scene in
                let text = try scene.scratch.text(of: "public-keys.json").replacing("fedc", with: "0000")
                try scene.scratch.write(text, to: "public-keys.json")
            }, hours: [0, 1, 2, 3], words: [TrailScene.digestKey(3), "not among the public keys"]),
    ]

    @Test func brokenChainIsAProblemOfItsRegion() async throws {
        let scene = try TrailScene()
        try scene.remove(TrailScene.digestKey(1))
        let pull = try await scene.pull()
        #expect(pull.problems.map(\.code) == ["W-DIGEST-CHAIN"])
        #expect(pull.problems.first?.said?.contains(TrailScene.digestKey(1)) == true)
    }

    @Test func missingProofIsARemark() async throws {
        let bare = try await (try TrailScene(.init(digests: []))).pull()
        #expect(bare.flaws == [:])
        #expect(bare.problems.map(\.code) == ["W-NO-DIGESTS"])
        let unsigned = try await (try TrailScene(.init(isSigned: false))).pull("")
        #expect(unsigned.flaws == [:])
        #expect(unsigned.problems.map(\.code) == ["W-DIGEST-KEYS"])
        #expect(try await (try TrailScene()).pull().problems == [])
    }

    @Test func keysMayBePEM() async throws {
        let scene = try TrailScene()
        try scene.scratch.write(try TrailScene.key.get().publicKey.pemRepresentation, to: "public-keys.json")
        #expect(try await scene.pull().flaws == [:])
    }
}
