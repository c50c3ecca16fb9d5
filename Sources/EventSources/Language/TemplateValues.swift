import AuditModel
import ByteScan

/// What fills the holes of templates.
struct TemplateValues {
    var settings: [String: String] = [:]
    /// The question's bounds as they are asked, nanoseconds since the Unix epoch; nil outside questions.
    var bounds: AskedBounds?
    var pageSize: Int?
    var scope: FanOutValue?
    var token: String?
    /// Values of the answer that made a job, by the texts of their paths.
    var created: [String: String] = [:]
    /// The listed item that is fetched.
    var item: JSONTree?
    /// Reads a value inside a JSON credential.
    var credential: @Sendable (String, ResponsePath) -> String? = { _, _ in nil }

    /// The text of a hole; nil when nothing fills it.
    func text(of hole: Template.Hole) -> String? {
        switch hole {
        case .from(let form): bounds.map { form.text($0.from(form)) }
        case .to(let form): bounds.map { form.text($0.to(form)) }
        case .pageSize: pageSize.map { String($0) }
        case .scope(let isQuery): isQuery ? scope?.query : scope?.value
        case .setting(let name): settings[name]
        case .token: token
        case .created(let path): created[path.text]
        case .item(let path): item?.text(at: path)
        case .credential(let setting, let path): credential(setting, path)
        }
    }
}

/// The bounds of a question, margins added, as the service's own bounds need them.
struct AskedBounds {
    let window: TimeWindow
    /// Whether the service leaves out what lies exactly at the lower bound.
    let excludesFrom: Bool
    /// Whether the service includes what lies exactly at the upper bound.
    let includesTo: Bool

    /// The lower bound to send so that everything from the window's start on is included.
    func from(_ form: TimeForm) -> Int64 {
        let floor = EventTime.floor(window.from, form.unit)
        return excludesFrom && floor == window.from ? floor - form.unit : floor
    }

    /// The upper bound to send so that everything before the window's end is included.
    func to(_ form: TimeForm) -> Int64 {
        let floor = EventTime.floor(window.to, form.unit)
        let ceiling = floor == window.to ? floor : floor + form.unit
        // A day that is included is included to its end.
        return form == .date && includesTo ? ceiling - form.unit : ceiling
    }
}

extension Template {
    /// The text with its holes filled; nil when something that should fill one is absent.
    ///
    /// - Parameter encode: applied to what fills holes, not to the text between them.
    func text(_ values: TemplateValues, encode: (String) -> String = { $0 }) -> String? {
        var output = ""
        for part in parts {
            switch part {
            case .literal(let literal): output += literal
            case .hole(let hole):
                guard let filling = values.text(of: hole) else { return nil }
                output += encode(filling)
            }
        }
        return output
    }
}
