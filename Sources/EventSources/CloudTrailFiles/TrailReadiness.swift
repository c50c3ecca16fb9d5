import AuditModel
import FileAccess
import Pulling
import Recordings

/// What is to be said about a region before its deliveries are read.
struct TrailReadiness {
    let ledger: TrailLedger
    let scope: Scope?

    /// Whether the region can be read, with one remark at most: the worst.
    var answer: ScopeReadiness {
        let folder = ledger.folder
        if let failure = folder.unreadable.first(where: { $0.path == folder.path }) {
            return ScopeReadiness(scope: scope, refusal: .refused, reason: "denied", problem: closed(failure))
        }
        return ScopeReadiness(scope: scope, problem: remark)
    }

    private var name: String { scope?.value ?? ledger.folder.path }

    private var remark: Problem? {
        let chains = ledger.chains(of: CloudTrailFilesSource.region(scope))
        let findings = chains.flatMap(\.findings)
        if !findings.isEmpty { return broken(findings) }
        if chains.isEmpty {
            return Problem(
                .note, "W-NO-DIGESTS", "\(name) has no digests", place: ledger.folder.path,
                means: "nothing proves that all delivered files are still there, and as they were",
                effect: "the files are taken as they are",
                fix: "turn on log file validation, and copy CloudTrail-Digest beside CloudTrail")
        }
        if ledger.keys == nil {
            return Problem(
                .note, "W-DIGEST-KEYS", "the digests of \(name) were checked without their signatures",
                place: ledger.folder.path, means: "no public keys are set",
                effect: "who can write to the folder could have replaced files and digests together",
                fix: "save the answer of aws cloudtrail list-public-keys, and set public_keys to that file")
        }
        return nil
    }

    private func broken(_ findings: [TrailFinding]) -> Problem {
        Problem(
            .warning, "W-DIGEST-CHAIN", "the digest chain of \(name) does not hold", place: ledger.folder.path,
            said: TrailFinding.text(findings),
            means: "files were removed, moved or changed, or the copy is not complete",
            effect: "the hours concerned are unknown where the SIEM has no other answer",
            fix: "copy the files from the bucket again; if they are not there, ask who removed them")
    }

    private func closed(_ failure: FileFailure) -> Problem {
        Problem(
            .error, "E-TRAIL-FOLDER", "the folder of deliveries cannot be read", place: failure.path,
            said: failure.reason, effect: "nothing of it was read", fix: "check path in the configuration")
    }
}
