/// Single pieces, such as the content blobs of Office 365, of which nothing arrived.
struct BlobLost: CauseTest {
    /// A piece as its events know it.
    private struct Key: Hashable {
        let available: Int64
        let scope: UInt16
    }

    private let file: CaseFile
    private let lost: Set<Key>
    /// Pieces that are not lost and lack some events.
    private let torn: Int

    init?(_ file: CaseFile) {
        guard !file.evidence.pieces.isEmpty, file.missing.available.count == file.missing.count,
            file.missing.scope.count == file.missing.count
        else { return nil }
        self.file = file
        let runs = PieceRun.all(file.evidence.pieces, fewest: CollectorStopped.fewestPieces)
        let single = file.evidence.pieces.filter { piece in
            piece.events > 1 && piece.missing == piece.events
                && !runs.contains { $0.available.contains(piece.available) }
        }
        lost = Set(single.map { Key(available: $0.available, scope: $0.scope) })
        torn = file.evidence.pieces.count { $0.missing > 0 && $0.missing < $0.events }
        guard !lost.isEmpty else { return nil }
    }

    func claims(on open: [Int]) -> [Claim] {
        var hit: Set<Key> = []
        let facts = open.filter { fact in
            let key = Key(available: file.missing.available[fact], scope: file.missing.scope[fact])
            guard lost.contains(key) else { return false }
            hit.insert(key)
            return true
        }
        guard !facts.isEmpty else { return [] }
        let split = file.split(facts: facts.count, of: open.count, presentEvents: 0)
        let pieces = file.evidence.pieces.count
        return [
            Claim(
                .blobLost, facts: facts, split: split, parameters: Double(hit.count),
                evidence: [
                    "of \(Wording.counted(hit.count, "content blob")) among \(Wording.count(pieces)) no event arrived"
                        + " (\(Wording.counted(file.events(facts.count), "event"))); of \(Wording.count(torn)) blobs a"
                        + " part is missing"
                ],
                advice: "let the collector fetch a blob again that did not answer, and move its cursor on only then")
        ]
    }
}
