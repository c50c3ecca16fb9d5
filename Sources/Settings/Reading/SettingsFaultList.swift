/// Gathers faults, so that several mistakes of a file are told at once.
final class SettingsFaultList {
    private(set) var issues: [SettingsFault.Issue] = []

    /// What `read` gives, or nil after noting its fault.
    @discardableResult
    func attempt<Value>(_ read: () throws(SettingsFault) -> Value?) -> Value? {
        do throws(SettingsFault) {
            return try read()
        } catch {
            issues += error.issues
            return nil
        }
    }

    /// Notes what is wrong.
    func add(_ found: [SettingsFault.Issue]) { issues += found }

    /// Notes a fault.
    func add(_ fault: SettingsFault) { issues += fault.issues }

    /// Throws what was noted, in the order of the file.
    func finish() throws(SettingsFault) {
        let sorted = issues.enumerated().sorted { left, right in
            let (one, other) = (left.element.mark, right.element.mark)
            return (one?.line ?? 0, one?.column ?? 0, left.offset) < (
                other?.line ?? 0, other?.column ?? 0, right.offset
            )
        }
        if let fault = SettingsFault(sorted.map(\.element)) { throw fault }
    }
}
