import ByteScan

/// What fills the holes of templates.
struct TemplateValues {
    var settings: [String: String] = [:]
    /// The question's bounds as they are asked, nanoseconds since the Unix epoch; nil outside questions.
    var bounds: AskedBounds?
    var pageSize: Int?
    var scope: FanOutValue?
    var tenant: String?
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
        case .tenant: tenant
        case .token: token
        case .created(let path): created[path.text]
        case .item(let path): item?.text(at: path)
        case .credential(let setting, let path): credential(setting, path)
        }
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
