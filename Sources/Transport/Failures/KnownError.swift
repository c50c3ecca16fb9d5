/// An error of a service that is known well enough to say what to do about it.
///
/// The rows stand in `KnownError+Services.swift`.
struct KnownError: Sendable {
    /// The service's codes; `*` after a prefix stands for any ending.
    let codes: [String]
    /// Words of a message, lower case, for services that give no code.
    let words: [String]
    /// The statuses with which the words count; empty for any.
    let statuses: Set<Int>
    /// What is done about it.
    let handling: ErrorRules.Class
    /// The code of the message it becomes; nil for the one its kind has.
    let message: String?
    let means: String
    let fix: String

    init(
        _ codes: [String] = [], words: [String] = [], statuses: Set<Int> = [], _ handling: ErrorRules.Class,
        message: String? = nil, means: String, fix: String
    ) {
        self.codes = codes
        self.words = words
        self.statuses = statuses
        self.handling = handling
        self.message = message
        self.means = means
        self.fix = fix
    }

    /// The first row that fits what a service said; nil when none does.
    static func matching(_ error: ServiceError, status: Int?) -> KnownError? {
        services.first { $0.fits(error, status: status) }
    }

    private func fits(_ error: ServiceError, status: Int?) -> Bool {
        if !words.isEmpty {
            guard let said = error.words?.lowercased(), words.contains(where: { said.range(ofText: $0) != nil }),
                statuses.isEmpty || status.map(statuses.contains) == true
            else { return false }
        }
        guard !codes.isEmpty else { return !words.isEmpty }
        guard let code = error.code else { return false }
        return codes.contains { $0.hasSuffix("*") ? code.hasPrefix($0.dropLast()) : code == $0 }
    }
}
