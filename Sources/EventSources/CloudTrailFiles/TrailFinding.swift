import AuditModel

/// Something that keeps an hour of deliveries from being proven whole.
struct TrailFinding: Hashable, Sendable {
    /// What was found.
    enum Kind: Hashable, Sendable {
        /// A file that a digest names is not in the folder, or lies somewhere else.
        case missingLog, movedLog
        /// A digest cannot be read, or is no digest.
        case damagedDigest(String)
        /// A digest that the next one names is not in the folder.
        case missingDigest
        /// A digest lies somewhere else than it says of itself.
        case movedDigest
        /// The next digest has another hash of it.
        case changedDigest
        /// Its signature does not fit, is not there, or was made with a key that is not among the keys.
        case badSignature, noSignature, foreignKey
        /// The next digest names none before it although there are some.
        case restart
        /// No digest covers the end of what was asked for.
        case chainEnd
        /// A log file is not what the digest says.
        case changedLog
        /// A log file is not whole, with what is wrong with it.
        case damagedLog(String)
    }

    let kind: Kind
    /// The file's key, or the bare name of one outside of the layout.
    let file: String
    /// Deliveries it concerns, nanoseconds since the Unix epoch.
    let span: TimeWindow

    /// One line for people, with the file's name.
    var text: String {
        switch kind {
        case .missingLog: "\(file) is named by a digest and not in the folder"
        case .movedLog: "\(file) does not lie where its digest says"
        case .damagedDigest(let what): "digest \(file): \(what)"
        case .missingDigest: "digest \(file) is not in the folder"
        case .movedDigest: "digest \(file) does not lie where it says of itself"
        case .changedDigest: "digest \(file) is not what the one after it says"
        case .badSignature: "the signature of digest \(file) does not fit it"
        case .noSignature: "the signature of digest \(file) is not in the folder"
        case .foreignKey: "digest \(file) is signed with a key that is not among the public keys"
        case .restart: "digest \(file) names none before it: digests were off, or were removed"
        case .chainEnd: "\(file) is the last digest"
        case .changedLog: "\(file) is not what its digest says"
        case .damagedLog(let what): "\(file): \(what)"
        }
    }

    /// A few findings as one text.
    static func text(_ findings: [TrailFinding]) -> String {
        let told = findings.prefix(3).map(\.text).joined(separator: "; ")
        return findings.count > 3 ? "\(told); and \(findings.count - 3) more" : told
    }
}
