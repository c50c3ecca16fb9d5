/// Single pieces, such as the content blobs of Office 365, of which nothing arrived.
struct BlobLost: CauseTest {
    /// A piece as its events know it.
    private struct Key: Hashable {
        let available: Int64
        let scope: UInt16
    }

    private let file: CaseFile
    private let lost: Set<Key>
    private let gain: Double
    /// Missing events of the lost pieces.
    private let missing: Int
    /// Pieces that are not lost and lack some events.
    private let torn: Int

    init?(_ file: CaseFile) {
        guard !file.evidence.pieces.isEmpty, file.missing.available.count == file.missing.count,
            file.missing.scope.count == file.missing.count
        else { return nil }
        self.file = file
        let pieces = file.piecesOfKeptScopes
        let runs = PieceRun.all(pieces)
        let single = pieces.filter { piece in
            !runs.contains { $0.holds(available: piece.available, scope: piece.scope) }
        }
        let found = LostPieces(single)
        lost = Set(found.lost.map { Key(available: single[$0].available, scope: single[$0].scope) })
        gain = found.gain
        missing = found.lost.reduce(0) { $0 + single[$1].missing }
        torn = single.count { $0.missing > 0 } - found.lost.count
        // Pieces of single events that are missing are no more than missing events.
        let several = found.lost.reduce(0) { $0 + (single[$1].events > 1 ? single[$1].missing : 0) }
        guard !lost.isEmpty, several * 2 >= missing else { return nil }
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
        var claim = Claim(
            .blobLost, facts: facts, split: split, parameters: 2,
            evidence: [
                "of \(Wording.counted(hit.count, "content blob")) among \(Wording.count(pieces)) no event arrived"
                    + " (\(Wording.counted(file.events(facts.count), "event"))); of \(Wording.count(torn)) blobs a"
                    + " part is missing"
            ],
            advice: "let the collector fetch a blob again that did not answer, and move its cursor on only then")
        claim.gain = gain * min(1, Double(file.events(facts.count)) / Double(max(1, missing)))
        return [claim]
    }
}

extension CaseFile {
    /// Pieces of scopes of which some event arrived.
    var piecesOfKeptScopes: [Piece] {
        var kept: Set<UInt16> = []
        for piece in evidence.pieces where piece.missing < piece.events { kept.insert(piece.scope) }
        return evidence.pieces.filter { kept.contains($0.scope) }
    }
}
