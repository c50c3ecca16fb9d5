import ByteScan

extension ZoneError {
    /// What is wrong, and the names that resemble the one that was given.
    var words: String {
        switch self {
        case .unknown(_, let near):
            near.isEmpty
                ? "the system knows no zone of that name"
                : "did you mean \(near.joined(separator: " or "))?"
        case .malformed(let name): "the system's table of the zone \(name) cannot be read"
        case .noDatabase(let folder): "the system has no time zones in \(folder)"
        }
    }
}
