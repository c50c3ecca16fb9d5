import AuditModel
import ByteScan
import Pulling
import Recordings
import Transport

/// Everything about one question that stays the same from its first request to its last.
struct QuestionRun: Sendable {
    let setup: SourceSetup
    let question: SliceQuestion
    let asking: any ServiceAsking
    /// The directory's GUID, where requests name it.
    var tenant: String?

    var description: SourceDescription { setup.description }
    var builder: RequestBuilder { RequestBuilder(baseURL: setup.baseURL) }

    /// The window with its margins; saturates.
    var window: TimeWindow {
        let margin = description.window.margin
        let (from, under) = question.window.from.subtractingReportingOverflow(margin)
        let (to, over) = question.window.to.addingReportingOverflow(margin)
        return TimeWindow(from: under ? .min : from, to: over ? .max : to)
    }

    /// What fills the holes of its requests.
    var values: TemplateValues {
        var values = TemplateValues()
        values.settings = setup.settings
        values.bounds = AskedBounds(
            window: window, excludesFrom: description.window.from == .exclusive,
            includesTo: description.window.to == .inclusive)
        values.tenant = tenant
        values.pageSize = question.pageSize
        values.scope = question.scope.flatMap { scope in setup.scopes.first { $0.value == scope.value } }
        return values
    }

    /// The time of records that is compared with what was asked for; nil when none can be.
    var watched: ResponsePath? {
        let records = description.records
        if description.paging.style == .lastTime { return records.time }
        guard records.zone == nil || records.zone == "UTC" else { return nil }
        switch description.window.axis {
        case .event: return records.time
        case .availability: return records.available ?? (description.window.to == .none ? records.time : nil)
        case .ids: return nil
        }
    }

    /// What the watched times are held to.
    ///
    /// A second more than asked for on both sides is no sign of an ignored filter: services cut or round.
    var check: TimeCheck? {
        guard watched != nil else { return nil }
        if description.window.axis == .availability, description.records.available == nil {
            // Nothing is available before it happened, so that event times tell where the window ends and no more.
            return TimeCheck(asked: .min...(window.to - 1), dropsBefore: .min, dropsFrom: window.to)
        }
        return check(of: description.steps.create ?? description.steps.list)
    }

    /// What times are held to when `step` asks with bounds.
    func check(of step: RequestStep) -> TimeCheck {
        let (window, rule, unit) = (window, description.window, step.timeUnit)
        let slack = max(unit, 1_000_000_000)
        let lower = EventTime.floor(window.from, unit).subtractingReportingOverflow(slack)
        let upper = window.to.addingReportingOverflow(unit + slack)
        return TimeCheck(
            asked: (lower.overflow ? .min : lower.partialValue)...(upper.overflow ? .max : upper.partialValue),
            dropsBefore: rule.from == .none ? window.from : .min, dropsFrom: rule.to == .none ? window.to : .max)
    }
}
