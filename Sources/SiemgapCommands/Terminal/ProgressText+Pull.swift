import AuditModel
import Reports

extension ProgressText {
    /// One line on a pull: services, scope, hours of the window, events, and what it is waiting for.
    static func line(_ pull: PullStand, _ verb: String, _ records: Int, _ elapsed: Int64) -> String {
        let what = ([verb, pull.names.joined(separator: " ")] + [pull.scope].compactMap { $0 }).map(
            Escaping.terminal)
        let parts = [
            what.joined(separator: " "), done(pull), rate(records, elapsed), waiting(pull) ?? left(pull, elapsed),
        ]
        return parts.filter { !$0.isEmpty }.joined(separator: "   ")
    }

    /// One object without its end.
    static func json(_ pull: PullStand, _ stage: ProgressReport.Stage, _ records: Int, at now: Int64) -> String {
        let object: JSONValue = [
            "type": .string("progress"), "at": .instant(now), "stage": .string(stage.rawValue),
            "sources": .array(pull.names.map { .string($0) }), "scope": .text(pull.scope),
            "seconds_done": .integer(Int(pull.covered / 1_000_000_000)),
            "seconds_known": .integer(Int(pull.total / 1_000_000_000)), "records": .integer(records),
            "questions_done": .count(pull.questions?.answered), "questions_known": .count(pull.questions?.known),
            "waiting_seconds": pull.waiting.map { .integer(Int($0.seconds.rounded(.up))) } ?? .null,
        ]
        return object.text()
    }

    private static func done(_ pull: PullStand) -> String {
        if let questions = pull.questions {
            return "\(Numerals.grouped(questions.answered)) of \(Numerals.grouped(questions.known)) questions"
        }
        guard pull.total > 0 else { return "" }
        let hour: Int64 = 3_600_000_000_000
        return "\(pull.covered / hour) of \((pull.total + hour - 1) / hour) h"
    }

    private static func rate(_ records: Int, _ elapsed: Int64) -> String {
        guard records > 0 else { return "" }
        let count = Numerals.counted(records, "event")
        guard elapsed >= 1_000_000_000 else { return count }
        return "\(count)   \(Numerals.grouped(Int(Double(records) * 1e9 / Double(elapsed))))/s"
    }

    private static func waiting(_ pull: PullStand) -> String? {
        pull.waiting.map { waiting in
            let seconds = Int(waiting.seconds.rounded(.up))
            return
                "waiting \(seconds) s: the service asked to slow down (\(waiting.status), \(waiting.times) times so far)"
        }
    }

    private static func left(_ pull: PullStand, _ elapsed: Int64) -> String {
        let times = (done: Double(pull.covered), total: Double(pull.total))
        let (done, total) = pull.questions.map { (Double($0.answered), Double($0.known)) } ?? times
        guard done > 0, done < total, done >= total / 5 || elapsed >= 30_000_000_000 else { return "" }
        let seconds = Double(elapsed) / 1e9 * (total - done) / done
        return seconds >= 1 && seconds < 1e9 ? "about \(Numerals.duration(seconds: Int(seconds))) left" : ""
    }
}
