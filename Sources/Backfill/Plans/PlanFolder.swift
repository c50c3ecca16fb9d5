import AuditModel
package import EventLedger
import FileAccess

/// The folder of a plan in the state folder, and what lies in it.
package struct PlanFolder: Hashable, Sendable {
    /// `<state>/plans/<id>`.
    package let path: String

    /// What a plan's folder holds.
    static let planName = "plan.json"
    static let eventsName = "events.ndjson"
    static let leftOutName = "left-out.csv"
    static let refusedName = "refused.csv"

    /// The events to send.
    package var eventsPath: String { path + "/" + Self.eventsName }
    /// The events that are not sent, with the reasons.
    package var leftOutPath: String { path + "/" + Self.leftOutName }
    /// The events that the target refused; there once it refused any.
    package var refusedPath: String { path + "/" + Self.refusedName }

    /// Names a folder.
    init(path: String) { self.path = path }

    /// The folders of all plans, in order of their names.
    package static func all(state: String) -> [PlanFolder] {
        FileKind.names(in: state + "/plans").map { PlanFolder(path: state + "/plans/" + $0) }
            .filter { FileKind.of($0.path + "/" + planName) == .file }
    }

    /// Finds a plan by its folder, its id, or a unique ending of that.
    ///
    /// - Throws: ``BackfillFault`` when there is none or more than one.
    package static func find(_ name: String, state: String) throws(BackfillFault) -> PlanFolder {
        if FileKind.of(name + "/" + planName) == .file {
            return PlanFolder(path: name.hasSuffix("/") ? String(name.dropLast()) : name)
        }
        let names = all(state: state).map(\.name)
        if names.contains(name) { return PlanFolder(path: state + "/plans/" + name) }
        let matches = names.filter { $0.hasSuffix(name) }
        guard matches.count == 1, let match = matches.first else { throw .noPlan(name, matches) }
        return PlanFolder(path: state + "/plans/" + match)
    }

    /// Reads the plan as it is.
    ///
    /// - Throws: `FileFailure`, or ``BackfillFault`` when it cannot be understood.
    package func plan() throws -> BackfillPlan {
        let place = path + "/" + Self.planName
        guard let plan = BackfillPlan(parsing: try FileText.read(place, most: 1 << 20)) else {
            throw BackfillFault.editedPlan(place)
        }
        return plan
    }

    /// Reads the plan, which must be the one that was made, with the events that were chosen.
    ///
    /// - Throws: ``BackfillFault`` when a file differs from what the ledger and the plan say of it.
    package func checkedPlan(_ ledger: Ledger) throws -> BackfillPlan {
        let plan = try plan()
        guard let known = try ledger.plan(plan.id) else {
            throw BackfillFault.unknownPlan(plan.id, ledger: ledger.path)
        }
        let place = path + "/" + Self.planName
        guard try Self.sha256(place) == known.sha256 else { throw BackfillFault.editedPlan(place) }
        guard FileKind.of(eventsPath) == .file, try Self.sha256(eventsPath) == plan.events.fileSHA256 else {
            throw BackfillFault.editedPlan(eventsPath)
        }
        return plan
    }

    /// The SHA-256 of a file, in hexadecimal digits.
    static func sha256(_ path: String) throws(FileFailure) -> String? {
        try InputDigests().finish([path])[path]?.sha256
    }

    private var name: String { path.split(separator: "/").last.map(String.init) ?? path }
}
